import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { CommentId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Jobs } from '../../platform/jobs/jobs';
import { LabelStore } from '../../store/label.store';
import { NearDuplicateStore } from '../../store/near-duplicate.store';
import { SuggestedScoreStore } from '../../store/suggested-score.store';
import type { EventRow } from '../../store/event-log.store';
import { FoldLog } from '../fold-log';
import { CountOutcomes } from './count-outcomes';
import { LearnDecisions } from './learn-decisions';
import { LearnSuggestions } from './learn-suggestions';
import { LONGEST_WINDOW_SECONDS } from './near-copies';
import { PublishModels } from './publish-models';
import { RunEffects } from './run-effects';
import { PublishCalibration } from './toxicity/publish-calibration';

/** How far what is learned and done may lag behind the ordered log. */
const FOLD_SECONDS = 0.5;
const PUBLISH_SECONDS = 60;
const EXPIRE_SECONDS = 600;
const SUGGESTIONS_SECONDS = 5;
/** A score that people suggested is kept so long, with its text: in a year its words weigh a sixteenth. */
const SUGGESTIONS_KEPT_MS = 365 * 86_400_000;
/** A decision of a long text teaches a thousand tokens. */
const LEARNED_AT_ONCE = 200;
const EFFECTS_AT_ONCE = 200;

const DECISIONS: ReadonlySet<EventRow['type']> = new Set(['decision.made', 'decision.reversed', 'decision.imported']);

/** What the worker does again and again for signals: learns, counts, acts, publishes models, forgets. */
@Injectable()
export class SignalRounds implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly log: FoldLog,
    private readonly learn: LearnDecisions,
    private readonly outcomes: CountOutcomes,
    private readonly effects: RunEffects,
    private readonly models: PublishModels,
    private readonly curves: PublishCalibration,
    private readonly work: UnitOfWork,
    private readonly labels: LabelStore,
    private readonly sketches: NearDuplicateStore,
    private readonly suggestions: LearnSuggestions,
    private readonly suggested: SuggestedScoreStore,
  ) {}

  onModuleInit(): void {
    this.jobs.every(FOLD_SECONDS, 'evaluate.learn', async (signal) => {
      while (!signal.aborted && (await this.learnOnce()) > 0);
    });
    // A reader of its own: an effect that cannot be had must not keep anybody from learning.
    this.jobs.every(FOLD_SECONDS, 'evaluate.run_effects', async (signal) => {
      while (!signal.aborted && (await this.runEffectsOnce()) > 0);
    });
    this.jobs.every(SUGGESTIONS_SECONDS, 'evaluate.learn_suggestions', async (signal) => {
      while (!signal.aborted && (await this.suggestions.runOnce()) > 0);
    });
    this.jobs.every(PUBLISH_SECONDS, 'evaluate.publish_models', async (signal) => {
      await this.models.runOnce(new Date(), signal);
    });
    this.jobs.every(PUBLISH_SECONDS, 'evaluate.calibrate_toxicity', async (signal) => {
      await this.curves.runOnce(new Date(), signal);
    });
    this.jobs.every(EXPIRE_SECONDS, 'evaluate.forget_signals', async (signal) => {
      while (!signal.aborted && (await this.forgetOnce(new Date())) > 0);
    });
  }

  /** One portion of the log for each site; returns how many lines were read. */
  async learnOnce(): Promise<number> {
    const learn = this.log.each(LEARNED_AT_ONCE, async (tx, siteId, events) => {
      await this.learn.settle(tx, siteId, commentsOf(events, ({ type }) => DECISIONS.has(type)));
      await this.outcomes.count(tx, siteId, events);
    });
    return (await this.log.runOnce('signals', learn)).lines;
  }

  /** One portion of the log for each site; returns how many lines were read. */
  async runEffectsOnce(): Promise<number> {
    const run = this.log.each(EFFECTS_AT_ONCE, (tx, siteId, events) => this.effects.execute(tx, siteId, events, new Date()));
    return (await this.log.runOnce('effects', run)).lines;
  }

  /** A portion of what has ended; returns how many rows went. */
  forgetOnce(now: Date): Promise<number> {
    return this.work.run(async (tx) => (await this.labels.expire(tx, now)) + (await this.sketches.expire(tx, new Date(now.getTime() - LONGEST_WINDOW_SECONDS * 1_000))) + (await this.suggested.expire(tx, new Date(now.getTime() - SUGGESTIONS_KEPT_MS))));
  }
}

function commentsOf(events: readonly EventRow[], which: (event: EventRow) => boolean): CommentId[] {
  return [...new Set(events.filter(which).flatMap(({ comment_id: id }) => (id === null ? [] : [id as CommentId])))];
}
