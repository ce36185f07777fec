import type { Facts } from '../src/engine/facts';

/** A newcomer's comment, so that no rule is exempt and most conditions are asked. */
export const NEWCOMER: Facts = {
  event: 'create',
  receivedAt: '2026-02-22T12:00:00.000Z',
  base: 'publish',
  fields: { 'author.kind': 'registered', 'author.approved': 0, 'author.rejected': 0, 'author.approval_rate': 0.5, 'author.first_comment': true, 'article.id': 'a', 'article.section': 'world', 'article.tags': [], 'article.comments_mode': 'open', 'article.comments_closed': false, 'thread.depth': 0, 'thread.is_reply': false, 'edit.is_edit': false, 'time.hour': 12, 'time.weekday': 'sun', 'site.id': 'bench' },
  failed: [],
  rates: {},
  sampleBuckets: {},
};
