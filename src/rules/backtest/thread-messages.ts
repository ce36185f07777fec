import type { SiteId } from '../../domain/ids';
import type { ChangeKind, HistoryKey, NewChange } from '../../store/backtest.store';
import type { Tally } from './tally';

/** What a thread begins with. */
export interface ThreadData {
  readonly databaseUrl: string;
  readonly siteId: SiteId;
  /** JSON of the rules under test, long lists named by hash. */
  readonly document: string;
  /** Those lists, as JSON texts. */
  readonly lists: readonly (readonly [hash: string, entries: string])[];
  /** The dictionary of the process, shared; see src/evaluate/dictionary.ts. */
  readonly words: Uint32Array;
  /** What the site has learned: no disguise is seen in these words. */
  readonly learned: readonly string[];
  /** One thread looks whether the rules are right at all; the others take its word. */
  readonly checks: boolean;
  /** Evaluations before this time are not looked at. */
  readonly since: string;
}

/** A stretch of the history for one thread; stretches are numbered from 0, the newest first. */
export interface Stretch {
  readonly number: number;
  /** Not included. */
  readonly below: HistoryKey;
  /** Included. */
  readonly downTo: HistoryKey;
  /** How many changes of each kind are still wanted. */
  readonly room: Readonly<Record<ChangeKind, number>>;
}

/** A change whose place in the list is not known yet. */
export type FoundChange = Omit<NewChange, 'place'>;

export interface StretchResult {
  readonly number: number;
  readonly tally: Tally;
  /** Newest first; at most as many of each kind as there was room for. */
  readonly changes: readonly FoundChange[];
}

/** Why a thread gave up: the rules are at fault, the database is away, or something of ours broke. */
export type GiveUp = { readonly because: 'rules'; readonly message: string } | { readonly because: 'database' | 'fault'; readonly message: string };

export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly evaluations: number }
  | { readonly type: 'done'; readonly result: StretchResult }
  | { readonly type: 'gave_up'; readonly why: GiveUp };
