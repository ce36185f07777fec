import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleWorkshop } from '../workshop/rule-workshop';
import type { Problem } from '../../engine/language/problem';
import type { Readable, ReadOutcome } from '../workshop/source';
import type { RuleCall } from '../rule-call';
import type { DraftView, RuleSetSourceDto } from './draft.dto';
import { draftView } from './draft.view';
import { KeepDraft } from './keep-draft';
import { OpenDrafts } from './open-draft';

/** Saves the whole working copy, right or wrong, as long as it can be read. */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly work: UnitOfWork,
    private readonly open: OpenDrafts,
    private readonly workshop: RuleWorkshop,
    private readonly keep: KeepDraft,
  ) {}

  async execute({ call, site }: RuleCall, version: number, dto: RuleSetSourceDto): Promise<DraftView> {
    const source = await this.open.source(this.work.reads, site, writtenIn(dto));
    const draft = readable(await this.workshop.run('read', source));
    return draftView(await this.keep.execute(call, site, { version, draft, what: {} }));
  }
}

/** Text or value, exactly one. */
export function writtenIn({ yaml, document }: RuleSetSourceDto): { yaml: string } | { document: unknown } {
  if (yaml !== undefined && document !== undefined) throw invalidField('/document', 'Send the rule set as `yaml` or as `document`, not as both.');
  if (yaml !== undefined) return { yaml };
  if (document !== undefined) return { document };
  throw invalidField('/yaml', 'Send the rule set as `yaml` or as `document`.');
}

/** What can be stored. @throws Problem `invalid` that says line and column. */
export function readable(outcome: ReadOutcome): Readable {
  if ('draft' in outcome) return outcome.draft;
  throw problem('invalid', { detail: 'This is not a rule set that can be read.', errors: outcome.problems.map(fieldProblem), extra: { problems: outcome.problems } });
}

function fieldProblem({ line, column, message }: Problem): { pointer: string; detail: string } {
  return { pointer: '/yaml', detail: `Line ${String(line)}, column ${String(column)}: ${message}` };
}
