import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { invalidField, problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { draftMoved, KeepDraft } from '../draft/keep-draft';
import { OpenDrafts } from '../draft/open-draft';
import { readable } from '../draft/save-draft';
import type { RuleCall } from '../rule-call';
import type { FileProblem, ListFormat } from '../workshop/list-file';
import { RuleWorkshop } from '../workshop/rule-workshop';
import type { ImportedListView, ImportQuery } from './list.dto';
import { listIn, RuleLists } from './rule-lists';

export interface ListFile {
  /** As the route took it: `{ text }` for a text body, else whatever JSON came. */
  readonly body: unknown;
  readonly query: ImportQuery;
  /** The draft's version that the caller read. */
  readonly version: number;
}

/** Takes a file of entries into a list of the draft, wholly or, when a line is wrong, not at all. */
@Injectable()
export class ImportList {
  constructor(
    private readonly work: UnitOfWork,
    private readonly open: OpenDrafts,
    private readonly lists: RuleLists,
    private readonly workshop: RuleWorkshop,
    private readonly keep: KeepDraft,
  ) {}

  async execute({ call, site }: RuleCall, id: string, file: ListFile): Promise<ImportedListView> {
    const { format, mode, dryRun } = file.query;
    const before = await this.open.of(this.work.reads, site);
    const list = listIn(before.document, id);
    if (before.version !== file.version) throw draftMoved(before);
    const { outcome, draft } = await this.workshop.run('importEntries', { yaml: before.yaml, text: textOf(file.body, format), format, mode, list, entries: await this.lists.entriesOf(site, list) });
    if (dryRun === 'true') return { id, dryRun: true, ...outcome, draftVersion: before.version };
    if (outcome.problems.length > 0) throw refused(outcome.problems);
    if (!draft) throw problem('not_found');
    const { added, removed, changed } = outcome;
    const after = await this.keep.execute(call, site, { version: file.version, draft: readable(draft), what: { list: id, imported: { mode, added, removed, changed } } });
    return { id, dryRun: false, ...outcome, draftVersion: after.version };
  }

  /** The whole list as a file. */
  async export(site: Site, id: string, { format, of }: { format: ListFormat; of: 'running' | 'draft' }): Promise<string> {
    const list = await this.lists.find(site, id, of);
    return this.workshop.run('exportEntries', { format, list, entries: await this.lists.entriesOf(site, list) });
  }
}

/** A text body as it came, a JSON body as its text again. */
function textOf(body: unknown, format: ListFormat): string {
  const { text, ...others } = (body ?? {}) as { readonly text?: unknown };
  if (typeof text === 'string') {
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw invalidField(`/${unknown}`, 'This field is not known here.');
    return text;
  }
  if (format === 'json' && typeof body === 'object' && body !== null) return JSON.stringify(body);
  throw invalidField('/text', 'Send the file as `text/plain` or `text/csv`, as JSON `{ "text": "…" }`, or, with `format=json`, as the JSON list itself.');
}

function refused(problems: readonly FileProblem[]): Error {
  return problem('invalid', {
    detail: 'Nothing was imported: some lines are wrong.',
    errors: problems.map(({ line, message }) => ({ pointer: '/text', detail: line === 0 ? message : `Line ${String(line)}: ${message}` })),
    extra: { problems },
  });
}
