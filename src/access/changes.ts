import { isDeepStrictEqual } from 'node:util';

/** For a line of the log: by member, from what to what. What stays as it is is left out; `of` names the members to look at, without it all. */
export function changesOf<Shape extends object>(before: Shape, after: Shape, of = Object.keys(after) as (keyof Shape & string)[]): Record<string, { from: unknown; to: unknown }> {
  return Object.fromEntries(of.filter((name) => !isDeepStrictEqual(before[name], after[name])).map((name) => [name, { from: before[name], to: after[name] }]));
}
