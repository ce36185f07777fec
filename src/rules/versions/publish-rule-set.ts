import { Injectable } from '@nestjs/common';
import type { Call } from '../../access/call';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleDraftStore } from '../../store/rule-draft.store';
import { checkView, isClean } from '../draft/check.view';
import { draftMoved } from '../draft/keep-draft';
import { type OpenDraft, OpenDrafts } from '../draft/open-draft';
import { personIdOf, rulePerson } from '../person.view';
import { type RuleSetVersionView, ruleSetVersionView } from '../rule-set.view';
import type { CheckOutcome } from '../workshop/check-task';
import { RuleWorkshop } from '../workshop/rule-workshop';
import { KeepVersion } from './keep-version';
import { PromotionGate } from './promotion-gate';
import type { PublishRuleSetDto } from './publish.dto';
import { standingsOf } from './rule-standings';

/** Makes the draft the next version and lets it judge, once it has compiled and every example holds. */
@Injectable()
export class PublishRuleSet {
  constructor(
    private readonly work: UnitOfWork,
    private readonly open: OpenDrafts,
    private readonly drafts: RuleDraftStore,
    private readonly workshop: RuleWorkshop,
    private readonly gate: PromotionGate,
    private readonly keep: KeepVersion,
  ) {}

  async execute(call: Call, site: Site, draftVersion: number, { note, override, replaces }: PublishRuleSetDto): Promise<RuleSetVersionView> {
    const draft = await this.open.of(this.work.reads, site);
    if (draft.version !== draftVersion) throw draftMoved(draft);
    if (!draft.isChanged) throw problem('not_possible', 'The draft says what the running version says.');
    const over = runningAsSeen(draft, replaces);
    const compiled = accepted(await this.workshop.run('check', await this.open.source(this.work.reads, site, { yaml: draft.yaml })));
    await this.gate.pass(site, standingsOf(draft.running.document), compiled.rules, override?.reason);
    const what = override === undefined ? {} : { override: override.reason };
    const row = await this.keep.execute(call, site, { packed: compiled, yaml: draft.yaml, note, over, starter: draft.starter, what }, async (tx, locked, _version, now) => {
      if (locked.version !== draftVersion) throw draftMoved({ version: locked.version, updatedBy: rulePerson(locked.updated_by, locked.updated_by_name), updatedAt: locked.updated_at });
      await this.drafts.clear(tx, site.id, personIdOf(call), now);
    });
    return ruleSetVersionView(row);
  }
}

/** The version that this draft may take the place of. */
function runningAsSeen({ basedOn, running }: OpenDraft, replaces: number | undefined): number {
  const seen = replaces ?? basedOn;
  if (seen === running.version) return seen;
  throw problem('version_conflict', {
    detail: `The draft was begun from version ${String(basedOn)}, and version ${String(running.version)} runs. Compare the two, then publish with \`replaces: ${String(running.version)}\`.`,
    extra: { current: { running: running.version, basedOn } },
  });
}

/** What may judge. @throws Problem `rule_set_refused` with all that was found. */
export function accepted(outcome: CheckOutcome): NonNullable<CheckOutcome['compiled']> {
  if (outcome.compiled && isClean(outcome)) return outcome.compiled;
  throw refused(outcome);
}

export function refused(outcome: CheckOutcome): Error {
  const { errors, examples } = outcome;
  const found = [errors.length > 0 ? counted(errors.length, 'error') : '', examples.failed.length > 0 ? counted(examples.failed.length, 'failing example') : ''].filter((part) => part !== '');
  return problem('rule_set_refused', { detail: `${found.join(' and ')} must be put right first.`, extra: { check: checkView(outcome) } });
}

function counted(n: number, what: string): string {
  return `${String(n)} ${what}${n === 1 ? '' : 's'}`;
}
