import type { CommentFilter } from '../../api/comments';
import { isoOf } from '../../charts/formats';
import { hrefOf, withFilters } from '../../router';

/** The address of the comments that were counted. */
export function commentsBehind(site: string, filter: CommentFilter & { readonly rule?: string }): string {
  return withFilters(hrefOf(site, 'insights', 'comments'), { ...filter });
}

/** For a chart: the comments between two times of which the rules said so. */
export function judged(site: string, judged: CommentFilter['judged']): (from: number, to: number) => string {
  return (from, to) => commentsBehind(site, { from: isoOf(from), to: isoOf(to), ...(judged === undefined ? {} : { judged }) });
}

/** For a chart: what the log tells of between two times. Only leads may read it. */
export function logged(site: string, type: 'decision.made' | 'comment.reported', actor?: string): (from: number, to: number) => string {
  return (from, to) => withFilters(hrefOf(site, 'insights', 'log'), { type, from: isoOf(from), to: isoOf(to), actor });
}
