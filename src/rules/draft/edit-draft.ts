import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Edit } from '../workshop/rule-set-edit';
import { RuleWorkshop } from '../workshop/rule-workshop';
import type { RuleCall } from '../rule-call';
import type { DraftView } from './draft.dto';
import { draftView } from './draft.view';
import { draftMoved, KeepDraft } from './keep-draft';
import { OpenDrafts } from './open-draft';
import { readable } from './save-draft';

/** Puts, changes or removes one rule or list of the working copy; the rest of its text stays as it was written. */
@Injectable()
export class EditDraft {
  constructor(
    private readonly work: UnitOfWork,
    private readonly open: OpenDrafts,
    private readonly workshop: RuleWorkshop,
    private readonly keep: KeepDraft,
  ) {}

  async execute({ call, site }: RuleCall, version: number, edit: Edit): Promise<DraftView> {
    const named = edit.value?.['id'];
    if (named !== undefined && named !== edit.id) throw invalidField(edit.part === 'rules' ? '/rule/id' : '/list/id', `The id in the address is \`${edit.id}\`.`);
    const before = await this.open.of(this.work.reads, site);
    if (before.version !== version) throw draftMoved(before);
    const complete = edit.value === undefined ? edit : { ...edit, value: { ...entriesOf(before.document, edit), id: edit.id, ...edit.value } };
    const outcome = await this.workshop.run('edit', { yaml: before.yaml, edits: [complete] });
    if (outcome === null) throw problem('not_found', 'The draft has nothing of that id.');
    return draftView(await this.keep.execute(call, site, { version, draft: readable(outcome), what: { [edit.part === 'rules' ? 'rule' : 'list']: edit.id, ...(edit.value === undefined ? { removed: true } : {}) } }));
  }
}

/** A list that is put without its entries keeps those it has. */
function entriesOf(document: unknown, { part, id, value }: Edit): Readonly<Record<string, unknown>> {
  const { lists } = (document ?? {}) as { readonly lists?: unknown };
  if (part !== 'lists' || value?.['entries'] !== undefined || !Array.isArray(lists)) return {};
  const known = lists.find((list: unknown) => (list as { readonly id?: unknown } | null)?.id === id) as { readonly entries?: unknown } | undefined;
  return known?.entries === undefined ? {} : { entries: known.entries };
}
