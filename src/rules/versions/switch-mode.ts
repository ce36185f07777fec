import { Injectable } from '@nestjs/common';
import type { Call } from '../../access/call';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleDraftStore } from '../../store/rule-draft.store';
import { draftMoved } from '../draft/keep-draft';
import { type OpenDraft, OpenDrafts } from '../draft/open-draft';
import { readable } from '../draft/save-draft';
import { personIdOf, rulePerson } from '../person.view';
import { type RuleSetVersionView, ruleSetVersionView, textOf } from '../rule-set.view';
import type { CheckOutcome } from '../workshop/check-task';
import { RuleWorkshop } from '../workshop/rule-workshop';
import type { Readable } from '../workshop/source';
import { type DraftStep, KeepVersion } from './keep-version';
import { PromotionGate } from './promotion-gate';
import type { SwitchModeDto } from './publish.dto';
import { accepted, refused } from './publish-rule-set';
import { standingsOf } from './rule-standings';

/**
 * Publishes a version in which nothing but one rule's mode has changed: the one click that pauses a rule. Pausing and going
 * back to shadow must work in a hurry, so they need no examples that hold. A draft gets the same change, and stays publishable.
 */
@Injectable()
export class SwitchMode {
  constructor(
    private readonly work: UnitOfWork,
    private readonly open: OpenDrafts,
    private readonly drafts: RuleDraftStore,
    private readonly workshop: RuleWorkshop,
    private readonly gate: PromotionGate,
    private readonly keep: KeepVersion,
  ) {}

  async execute(call: Call, site: Site, id: string, { mode, note, override }: SwitchModeDto): Promise<RuleSetVersionView> {
    const draft = await this.open.of(this.work.reads, site);
    const { running } = draft;
    const rule = ruleIn(running.document, id);
    if (!rule) throw problem('not_found', 'No rule of that id is running.');
    if (rule['mode'] === mode) throw problem('not_possible', `The rule is in mode \`${mode}\` already.`);
    const yaml = (await this.switched(textOf(running), { ...rule, mode })).yaml;
    const outcome = await this.workshop.run('check', await this.open.source(this.work.reads, site, { yaml }));
    const compiled = mode === 'active' ? accepted(outcome) : compiledIn(outcome);
    await this.gate.pass(site, standingsOf(running.document), compiled.rules, override?.reason);
    const what = { rule: id, mode, ...(override === undefined ? {} : { override: override.reason }) };
    const row = await this.keep.execute(call, site, { packed: compiled, yaml, note: note ?? `${id}: ${mode}`, over: running.version, starter: running.starter, what }, await this.draftStep(call, site, draft, { id, mode }));
    return ruleSetVersionView(row);
  }

  private async draftStep(call: Call, site: Site, draft: OpenDraft, { id, mode }: { id: string; mode: string }): Promise<DraftStep> {
    const rule = draft.isChanged ? ruleIn(draft.document, id) : undefined;
    const next = rule && (await this.switched(draft.yaml, { ...rule, mode }));
    return async (tx, locked, version, now) => {
      if (locked.version !== draft.version) throw draftMoved({ version: locked.version, updatedBy: rulePerson(locked.updated_by, locked.updated_by_name), updatedAt: locked.updated_at });
      if (locked.yaml === null) await this.drafts.clear(tx, site.id, personIdOf(call), now);
      // Begun from the version that ran until now: it still is what it was, but for the mode that both have now.
      else if (next && locked.based_on === version - 1) await this.drafts.write(tx, site.id, { yaml: next.yaml, document: next.document, lists: next.lists, basedOn: version, starter: locked.starter, updatedBy: personIdOf(call) }, now);
    };
  }

  private async switched(yaml: string, rule: Readonly<Record<string, unknown>>): Promise<Readable> {
    const outcome = await this.workshop.run('edit', { yaml, edits: [{ part: 'rules', id: String(rule['id']), value: rule }] });
    if (!outcome) throw problem('not_found');
    return readable(outcome);
  }
}

function compiledIn(outcome: CheckOutcome): NonNullable<CheckOutcome['compiled']> {
  if (!outcome.compiled) throw refused(outcome);
  return outcome.compiled;
}

function ruleIn(document: unknown, id: string): Readonly<Record<string, unknown>> | undefined {
  const { rules } = (document ?? {}) as { readonly rules?: unknown };
  return Array.isArray(rules) ? (rules.find((rule: unknown) => (rule as { readonly id?: unknown } | null)?.id === id) as Readonly<Record<string, unknown>> | undefined) : undefined;
}
