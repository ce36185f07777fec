import type { JudgedText } from '../engine/facts';
import type { HistoryRow } from '../store/history.store';
import type { KeptFacts } from './facts';

/** What a stored evaluation was judged on, as it was then. */
export interface StoredJudgement {
  readonly facts: KeptFacts;
  readonly text: JudgedText;
}

type Stored = Pick<HistoryRow, 'body' | 'format' | 'title' | 'facts' | 'author_name' | 'parent_body'>;

/** Null once the text is erased, or the one that was answered: nobody can say any more what was judged. */
export function storedJudgement(row: Stored, { around }: { readonly around: boolean }): StoredJudgement | null {
  if (row.body === null || row.format === null) return null;
  const facts = JSON.parse(row.facts) as KeptFacts;
  if (facts.erased === true) return null;
  // Facts that could not be made, and those of older releases, have no context.
  const { articleTitle, userAgent, parent } = (facts as Partial<KeptFacts>).context ?? {};
  const { author_name: authorName = null, parent_body: parentBody = null } = row;
  if (around && parent !== undefined && parentBody === null) return null;
  const text: JudgedText = {
    body: row.body,
    format: row.format,
    ...(row.title === null ? {} : { title: row.title }),
    ...(parentBody === null ? {} : { parentBody }),
    ...(authorName === null ? {} : { authorName }),
    ...(articleTitle === undefined ? {} : { articleTitle }),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
  return { facts, text };
}
