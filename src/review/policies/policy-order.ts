interface Placed {
  readonly id: string;
  readonly is_active: boolean;
}

/**
 * The order of the policies once `moved` stands at `position` (from 1; null: last of its kind). Those in use come before those
 * that are switched off, so that the digits of the desk have no gaps.
 */
export function orderWith<Policy extends Placed>(others: readonly Policy[], moved: Policy, position: number | null): Policy[] {
  const kin = others.filter(({ is_active: isActive }) => isActive === moved.is_active);
  const rest = others.filter(({ is_active: isActive }) => isActive !== moved.is_active);
  const before = moved.is_active ? 0 : rest.length;
  const at = position === null ? kin.length : Math.min(Math.max(position - 1 - before, 0), kin.length);
  const placed = [...kin.slice(0, at), moved, ...kin.slice(at)];
  return moved.is_active ? [...placed, ...rest] : [...rest, ...placed];
}
