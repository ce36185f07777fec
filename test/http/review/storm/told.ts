/** One line of a comment's log, in order. */
export interface Line {
  readonly type: string;
  /** `status` in it is the comment's status after the line. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Of a decision that is taken back: the status it had found. */
  readonly statusBefore: string | null;
}

type Status = 'published' | 'held' | 'rejected' | 'withdrawn';

const ANY: readonly Status[] = ['published', 'held', 'rejected'];

/**
 * What a comment's status may be after a line of its log, by the table of statuses. Null: the line must not happen to a comment of
 * that status. Written out here once more, so that the service is not measured by itself.
 */
function after(before: Status | null, { type, payload, statusBefore }: Line): readonly Status[] | null {
  if (before === null) return type === 'comment.submitted' ? ANY : null;
  switch (type) {
    case 'comment.submitted':
      return null;
    case 'decision.made':
      if (before === 'withdrawn') return null;
      return payload['action'] === 'approve' ? ['published'] : ['rejected'];
    case 'decision.reversed':
      return before === 'withdrawn' ? null : [statusBefore as Status];
    case 'comment.withdrawn':
      return before === 'withdrawn' ? null : ['withdrawn'];
    case 'comment.held':
      return before === 'published' ? ['held'] : null;
    case 'comment.reported':
      return before === 'published' || before === 'held' ? [before] : null;
    case 'comment.edited':
      if (before === 'withdrawn') return null;
      return before === 'published' ? ANY : ['held', 'rejected'];
    case 'comment.judged_again':
      return before === 'held' ? ANY : null;
    case 'appeal.created':
      return before === 'rejected' ? [before] : null;
    default:
      return [before];
  }
}

/** The status that the log of a comment leads to, or what is wrong with it. */
export function statusTold(lines: readonly Line[]): { readonly status: string | null; readonly wrong: readonly string[] } {
  let status: Status | null = null;
  const wrong: string[] = [];
  for (const line of lines) {
    const may = after(status, line);
    const said = line.payload['status'] as Status | undefined;
    const next: Status | undefined = said ?? (may?.length === 1 ? may[0] : undefined);
    if (may === null || next === undefined || !may.includes(next)) wrong.push(`${line.type} led from ${String(status)} to ${String(said)}`);
    status = next ?? status;
  }
  return { status, wrong };
}
