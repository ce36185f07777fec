import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import type { ReviewItem } from '../../api/types';
import { useWords } from '../../words/words';
import { troubleOf } from './trouble';
import { excerpt } from './wording';

/** As long as the webhook of a decision waits, so that an undo leaves no trace outside. */
export const UNDO_MS = 10_000;
const TROUBLE_MS = 30_000;
/** While the service cannot be reached a deed is kept and tried again; then it is given up, and the item comes back. */
const TRY_AGAIN_MS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 16_000, 16_000, 30_000] as const;

/** One thing that a moderator did. */
export interface Deed {
  readonly item: ReviewItem;
  /** What the line at the bottom says. */
  readonly label: string;
  readonly run: () => Promise<unknown>;
  /** The item stays on the screen: if it fails, nothing has to come back. */
  readonly stays?: boolean;
  /** What its answer leads to. */
  readonly then?: (answer: never) => void;
  /** How it is taken back, given what `run` answered; left out: it cannot be. */
  readonly back?: (answer: never) => Promise<unknown>;
}

interface Done {
  readonly deed: Deed;
  readonly saved: Promise<{ readonly answer: unknown } | null>;
}

export interface Notice {
  readonly text: string;
  readonly undoable: boolean;
}

interface Handlers {
  /** It waits again: undone (then it is shown), or it did not go through (then it only returns to the list). */
  readonly onBack: (item: ReviewItem, show: boolean) => void;
  /** Something is settled: what is shown of it may be old. */
  readonly onSettled: (item: ReviewItem) => void;
}

/**
 * Sends what was done in the background, so that the next comment is there at once; says what happened, tries again while
 * the service is away, and takes the latest deeds back while the undo bar stands.
 */
export function useDeeds({ onBack, onSettled }: Handlers) {
  const t = useWords('desk');
  const recent = useRef<readonly Done[]>([]);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [unsent, setUnsent] = useState(0);
  const clearNotice = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const clearTrouble = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => { clearTimeout(clearNotice.current); clearTimeout(clearTrouble.current); }, []);
  useKeepOpen(unsent > 0);

  const say = useCallback((text: string, { undoable = false, ms = UNDO_MS } = {}) => {
    clearTimeout(clearNotice.current);
    setNotice({ text, undoable });
    clearNotice.current = setTimeout(() => { setNotice(null); }, ms);
  }, []);
  const complain = useCallback((text: string | null) => {
    clearTimeout(clearTrouble.current);
    setTrouble(text);
    if (text !== null) clearTrouble.current = setTimeout(() => { setTrouble(null); }, TROUBLE_MS);
  }, []);

  const send = useCallback(async (deed: Deed): Promise<{ readonly answer: unknown } | null> => {
    try {
      const answer = await persist(deed.run, (waiting) => { setUnsent((count) => count + (waiting ? 1 : -1)); });
      (deed.then as ((given: unknown) => void) | undefined)?.(answer);
      return { answer };
    } catch (error) {
      recent.current = recent.current.filter((done) => done.deed !== deed);
      const { text, isWaiting } = troubleOf(t, deed.item, error);
      complain(text);
      setNotice((now) => (now?.text === deed.label ? null : now));
      if (isWaiting && deed.stays !== true) onBack(deed.item, false);
      return null;
    } finally {
      onSettled(deed.item);
    }
  }, [complain, onBack, onSettled, t]);

  const act = useCallback((deed: Deed) => {
    const saved = send(deed);
    const undoable = deed.back !== undefined;
    const done: Done = { deed, saved };
    if (undoable) {
      recent.current = [...recent.current, done];
      setTimeout(() => { recent.current = recent.current.filter((each) => each !== done); }, UNDO_MS);
    }
    say(deed.label, { undoable });
  }, [say, send]);

  const undo = useCallback(async () => {
    const done = recent.current.at(-1);
    if (done === undefined) {
      say(t('notice.nothingToUndo'), { ms: 4_000 });
      return;
    }
    recent.current = recent.current.slice(0, -1);
    const saved = await done.saved;
    if (saved === null) return;
    try {
      await persist(() => (done.deed.back as (answer: unknown) => Promise<unknown>)(saved.answer), (waiting) => { setUnsent((count) => count + (waiting ? 1 : -1)); });
      say(t('notice.undone', { words: excerpt(done.deed.item.comment.body, 60) }), { undoable: recent.current.length > 0 });
      onSettled(done.deed.item);
      onBack(done.deed.item, true);
    } catch (error) {
      setNotice(null);
      complain(error instanceof ApiError && error.code === 'superseded' ? t('trouble.tooLate') : t('trouble.notUndone'));
    }
  }, [complain, onBack, onSettled, say, t]);

  return { act, undo, say, complain, notice, trouble, unsent };
}

export type Deeds = ReturnType<typeof useDeeds>;

/** Runs it again while the service cannot be reached; every other refusal is an answer. */
async function persist<Answer>(run: () => Promise<Answer>, onWaiting: (waiting: boolean) => void): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const pause = TRY_AGAIN_MS[attempt];
      if (!(error instanceof ApiError) || !error.unreachable || pause === undefined) throw error;
      onWaiting(true);
      await new Promise((resolve) => { setTimeout(resolve, pause); });
      onWaiting(false);
    }
  }
}

/** Whoever closes the window while something is not sent is asked first. */
function useKeepOpen(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return undefined;
    const ask = (event: BeforeUnloadEvent): void => { event.preventDefault(); };
    window.addEventListener('beforeunload', ask);
    return () => { window.removeEventListener('beforeunload', ask); };
  }, [isBusy]);
}
