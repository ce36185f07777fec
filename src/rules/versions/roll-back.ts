import { Injectable } from '@nestjs/common';
import type { Call } from '../../access/call';
import type { Site } from '../../domain/actor';
import { invalidField, problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleDraftStore } from '../../store/rule-draft.store';
import { RuleSetStore } from '../../store/rule-set.store';
import { OpenDrafts } from '../draft/open-draft';
import { personIdOf } from '../person.view';
import { type RuleSetVersionView, ruleSetVersionView } from '../rule-set.view';
import { RuleWorkshop } from '../workshop/rule-workshop';
import { KeepVersion } from './keep-version';
import type { RollBackDto } from './publish.dto';
import { refused } from './publish-rule-set';

/**
 * Lets an old version judge again, as a new version with its rules. It must still compile; an example that fails today does
 * not keep an admin from going back in a hurry. A draft that was changed stays as it is.
 */
@Injectable()
export class RollBack {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ruleSets: RuleSetStore,
    private readonly drafts: RuleDraftStore,
    private readonly open: OpenDrafts,
    private readonly workshop: RuleWorkshop,
    private readonly keep: KeepVersion,
  ) {}

  async execute(call: Call, site: Site, { to, note }: RollBackDto): Promise<RuleSetVersionView> {
    const { reads } = this.work;
    const [old, running] = await Promise.all([this.ruleSets.find(reads, site.id, to), this.ruleSets.runningCompact(reads, site.id)]);
    if (!old || !running) throw invalidField('/to', `This site has no version ${String(to)}.`);
    if (old.is_running) throw problem('not_possible', `Version ${String(to)} is running.`);
    const outcome = await this.workshop.run('check', await this.open.source(reads, site, { document: old.document }));
    if (!outcome.compiled) throw refused(outcome);
    const row = await this.keep.execute(
      call,
      site,
      { packed: outcome.compiled, yaml: old.yaml, note: note ?? `Back to version ${String(to)}`, over: running.version, rolledBackTo: to, starter: old.starter, what: { rolledBackTo: to } },
      async (tx, draft, _version, now) => {
        if (draft.yaml === null) await this.drafts.clear(tx, site.id, personIdOf(call), now);
      },
    );
    return ruleSetVersionView(row);
  }
}
