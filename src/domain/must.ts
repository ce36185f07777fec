/** A value that cannot be absent here; `what` names it in the error that says we were wrong. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`There is no ${what}, which cannot be`);
  return value;
}
