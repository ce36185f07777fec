import type { Statement } from '../platform/database/statement';

/** What `waiting_item` repeats of its item; it differs from `review_item` by nothing but the words of the text. */
const REPEATED = 'comment_id, kind, queue_id, priority, opened_at, due_at, escalated_at, snoozed_until, article_id, author_id, author_kind, section, lang, policy, rules, score, reports';
const CHANGING = ['kind', 'queue_id', 'priority', 'due_at', 'escalated_at', 'snoozed_until', 'lang', 'policy', 'rules', 'score', 'reports'];

const repeated = REPEATED.split(', ').map((column) => `i.${column}`).join(', ');

/**
 * The slim row of an item that was written just before in the same statement, as the common table `item`. `words` is a text
 * parameter that holds an array. Every statement that opens, changes or resolves an item ends with one of these.
 */
export const LIST_ITEM = (words: string): string => `
  INSERT INTO waiting_item (site_id, item_id, ${REPEATED}, words)
  SELECT i.site_id, i.id, ${repeated}, array_to_tsvector(${words}::text[]) FROM item i
  ON CONFLICT (site_id, item_id) DO UPDATE SET ${[...CHANGING, 'words'].map((column) => `${column} = excluded.${column}`).join(', ')}`;

export const FOLLOW_ITEM = `
  UPDATE waiting_item w SET ${CHANGING.map((column) => `${column} = i.${column}`).join(', ')} FROM item i WHERE w.site_id = $1 AND w.item_id = i.id`;

export const UNLIST_ITEM = 'DELETE FROM waiting_item w USING item i WHERE w.site_id = $1 AND w.item_id = i.id';

/** Part of the batch that opens items: see `together`. Not a statement of its own, because it reads what the part named `item` wrote. */
export const LIST_MANY: Statement = {
  name: 'waiting_item_list_many',
  text: `INSERT INTO waiting_item (site_id, item_id, ${REPEATED}, words)
   SELECT i.site_id, i.id, ${repeated}, array_to_tsvector(n.words::text[]) FROM item i JOIN unnest($1::uuid[], $2::text[]) AS n (id, words) ON n.id = i.id`,
};
