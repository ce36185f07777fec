import fc from 'fast-check';
import { COMMENT_STATUSES, type CommentStatus } from './statuses';
import { type CommentChange, statusAfterEdit, statusOfVerdict, transition, type Transition, type VerdictAction } from './transitions';

const CHANGES = ['approve', 'reject', 'report', 'auto_hold', 'appeal', 'withdraw'] as const satisfies readonly CommentChange[];
const VERDICTS = ['publish', 'flag', 'hold', 'reject'] as const satisfies readonly VerdictAction[];

/** decisions.md, "Status of a comment and its review item", written out: `-` is a typed error, never a silent change. */
const MATRIX = `
  held       approve    published  resolves
  held       reject     rejected   resolves
  held       report     held       opens
  held       auto_hold  -
  held       appeal     -
  held       withdraw   withdrawn  resolves
  published  approve    published  resolves
  published  reject     rejected   resolves
  published  report     published  opens
  published  auto_hold  held       opens
  published  appeal     -
  published  withdraw   withdrawn  resolves
  rejected   approve    published  resolves
  rejected   reject     rejected   resolves
  rejected   report     -
  rejected   auto_hold  -
  rejected   appeal     rejected   opens
  rejected   withdraw   withdrawn  resolves
  withdrawn  approve    -
  withdrawn  reject     -
  withdrawn  report     -
  withdrawn  auto_hold  -
  withdrawn  appeal     -
  withdrawn  withdraw   withdrawn  stays
`;

const EDITS = `
  held       publish  held       opens
  held       flag     held       opens
  held       hold     held       opens
  held       reject   rejected   opens
  published  publish  published  stays
  published  flag     published  opens
  published  hold     held       opens
  published  reject   rejected   stays
  rejected   publish  held       opens
  rejected   flag     held       opens
  rejected   hold     held       opens
  rejected   reject   rejected   opens
  withdrawn  publish  -
  withdrawn  flag     -
  withdrawn  hold     -
  withdrawn  reject   -
`;

type Row = readonly [from: string, change: string, expected: Transition | null];

const rowsOf = (table: string): Row[] =>
  table.trim().split('\n').map((line) => {
    const [from = '', change = '', to = '', item = ''] = line.trim().split(/\s+/);
    return [from, change, to === '-' ? null : ({ to, item } as Transition)];
  });

describe('a comment', () => {
  it.each(rowsOf(MATRIX))('that is %s, on %s: %j', (from, change, expected) => {
    expect(transition(from as CommentStatus, change as (typeof CHANGES)[number])).toEqual(expected);
  });

  it.each(rowsOf(EDITS))('that is %s and edited into a text judged %s: %j', (from, action, expected) => {
    expect(statusAfterEdit(from as CommentStatus, action as VerdictAction)).toEqual(expected);
  });

  it.each([['publish', 'published', 'stays'], ['flag', 'published', 'opens'], ['hold', 'held', 'opens'], ['reject', 'rejected', 'stays']] as const)('that is new and judged %s is %s, its item %s', (action, to, item) => {
    expect(statusOfVerdict(action)).toEqual({ to, item });
  });
});

describe('the tables above', () => {
  it('hold every status and change once', () => {
    const pairs = (table: string): string[] => rowsOf(table).map(([from, change]) => `${from} ${change}`).sort();
    expect(pairs(MATRIX)).toEqual(COMMENT_STATUSES.flatMap((status) => CHANGES.map((change) => `${status} ${change}`)).sort());
    expect(pairs(EDITS)).toEqual(COMMENT_STATUSES.flatMap((status) => VERDICTS.map((action) => `${status} ${action}`)).sort());
  });
});

/** Every way on from a status. */
const next = (from: CommentStatus): Transition[] => [...CHANGES.map((change) => transition(from, change)), ...VERDICTS.map((action) => statusAfterEdit(from, action))].filter((step) => step !== null);

function reachable(from: CommentStatus): Set<CommentStatus> {
  const seen = new Set([from]);
  for (const status of seen) for (const { to } of next(status)) seen.add(to);
  return seen;
}

describe('from status to status', () => {
  it.each(['held', 'published', 'rejected'] as const)('a comment that is %s can still become anything', (status) => {
    expect([...reachable(status)].sort()).toEqual([...COMMENT_STATUSES].sort());
  });

  it('a withdrawn one stays withdrawn', () => {
    expect([...reachable('withdrawn')]).toEqual(['withdrawn']);
  });

  it('only a person\'s approval publishes what was held or rejected', () => {
    for (const from of ['held', 'rejected'] as const) {
      const publishing = [...CHANGES.filter((change) => transition(from, change)?.to === 'published'), ...VERDICTS.filter((action) => statusAfterEdit(from, action)?.to === 'published')];
      expect(publishing).toEqual(['approve']);
    }
  });
});

interface Comment {
  readonly status: CommentStatus;
  readonly waits: boolean;
}

function after({ status, waits }: Comment, step: Transition | null): Comment {
  if (step === null) return { status, waits };
  return { status: step.to, waits: step.item === 'opens' || (step.item === 'stays' && waits) };
}

function isWrong(before: Comment, { status, waits }: Comment): boolean {
  if (before.status === 'withdrawn' && (status !== 'withdrawn' || waits !== before.waits)) return true;
  return !COMMENT_STATUSES.includes(status) || (status === 'held' && !waits) || (status === 'withdrawn' && waits);
}

describe('any sequence of changes', () => {
  const change = fc.oneof(fc.constantFrom(...CHANGES), fc.constantFrom(...VERDICTS).map((edit) => ({ edit })));
  const step = (status: CommentStatus, drawn: (typeof CHANGES)[number] | { edit: VerdictAction }): Transition | null => (typeof drawn === 'string' ? transition(status, drawn) : statusAfterEdit(status, drawn.edit));

  it('ends in a status of the table, with nothing held that nobody will look at, and nothing withdrawn that somebody must', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VERDICTS), fc.array(change, { maxLength: 30 }), (verdict, changes) => {
        let comment = after({ status: 'held', waits: false }, statusOfVerdict(verdict));
        const faults: unknown[] = [];
        for (const drawn of changes) {
          const before = comment;
          comment = after(before, step(before.status, drawn));
          if (isWrong(before, comment)) faults.push({ before, drawn, comment });
        }
        expect(faults).toEqual([]);
      }),
    );
  });
});
