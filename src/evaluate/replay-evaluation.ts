import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { CommentId, EvaluationId } from '../domain/ids';
import { decide } from '../engine/decide/decide';
import type { Verdict } from '../engine/verdict';
import { JUDGING_VERSION } from './judging-version';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type HistoryRow, storedEvaluation } from '../store/history.store';
import { taught, Vocabularies } from './evidence/vocabularies';
import { RuleSetVersions } from './rule-set-versions';
import { storedJudgement } from './stored-judgement';

export interface Replayed {
  /** Whether the verdict came out as it is stored, to the last byte. */
  readonly identical: boolean;
  readonly stored: Verdict;
  readonly replayed: Verdict;
  readonly judgedAt: string;
  readonly revision: number;
  readonly ruleSet: number;
  readonly engineVersion: string;
}

/**
 * Judges again what was judged once, from what was stored: facts, texts and the rule set of then. The same verdict must come out.
 * `engine_changed` when another version of the engine judged, `gone` when a text is erased, `not_possible` for a verdict that no
 * rule made.
 */
@Injectable()
export class ReplayEvaluation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly versions: RuleSetVersions,
    private readonly vocabularies: Vocabularies,
  ) {}

  async execute(site: Site, commentId: CommentId, id: EvaluationId): Promise<Replayed> {
    const row = await storedEvaluation(this.work.reads, site.id, commentId, id);
    if (!row) throw problem('not_found');
    return this.replay(site, row);
  }

  async replay(site: Site, row: HistoryRow): Promise<Replayed> {
    if (row.engine_version !== JUDGING_VERSION) {
      throw problem('engine_changed', { detail: `Version ${row.engine_version} of the engine judged this comment; this is version ${JUDGING_VERSION}.`, extra: { engineVersion: row.engine_version } });
    }
    const judged = storedJudgement(row, { around: true });
    const written = row.verdict;
    if (!judged || written === null) throw problem('gone', 'The text was erased: there is nothing left to judge.');
    const stored = JSON.parse(written) as Verdict;
    if (stored.primaryRule === 'engine_error') throw problem('not_possible', 'Judging failed then, so that no rule had a say: there is nothing to replay.');
    const ruleSet = await this.versions.of(site.id, Number(row.rule_set_version));
    if (!ruleSet) throw problem('gone', 'The rule set of then is not there any more.');
    const learned = judged.facts.models?.['vocabulary'];
    const vocabulary = learned === undefined ? null : await this.vocabularies.version(site.id, learned);
    if (learned !== undefined && !vocabulary) throw problem('gone', 'The learned words of then are not there any more.');
    const replayed = decide(await taught(ruleSet, vocabulary), judged.facts, judged.text);
    return {
      identical: JSON.stringify(replayed) === written,
      stored,
      replayed,
      judgedAt: new Date(row.at).toISOString(),
      revision: Number(row.revision),
      ruleSet: Number(row.rule_set_version),
      engineVersion: row.engine_version,
    };
  }
}
