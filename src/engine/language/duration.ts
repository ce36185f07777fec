const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

export const DURATION_PATTERN = '^[0-9]{1,6}(s|m|h|d|w)$';
const shape = new RegExp(DURATION_PATTERN);

/** `30s`, `10m`, `2h`, `7d`, `4w` → seconds; undefined if it is not written so. */
export function durationSeconds(written: string): number | undefined {
  if (!shape.test(written)) return undefined;
  const unit = SECONDS[written.slice(-1)];
  return unit === undefined ? undefined : Number(written.slice(0, -1)) * unit;
}
