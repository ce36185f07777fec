const ZERO = 0x30;
const LENGTH = '2026-02-22T12:00:00.000Z'.length;
/** Every month has so many days; what the few others are is `Date.parse`'s business. */
const SURE_DAYS = 28;

/** The milliseconds since 1970 of an RFC 3339 moment; NaN if it is none. As `Date.parse`, at a tenth of its cost for what `toISOString` writes. */
export function millisecondsOf(moment: string): number {
  if (typeof moment !== 'string' || moment.length !== LENGTH || !isSeparated(moment)) return Date.parse(moment);
  const [year, month, day] = [digits(moment, 0, 4), digits(moment, 5, 7), digits(moment, 8, 10)];
  const [hour, minute, second, millisecond] = [digits(moment, 11, 13), digits(moment, 14, 16), digits(moment, 17, 19), digits(moment, 20, 23)];
  const isSure = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= SURE_DAYS && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59 && millisecond >= 0;
  return isSure ? Date.UTC(year, month - 1, day, hour, minute, second, millisecond) : Date.parse(moment);
}

function isSeparated(moment: string): boolean {
  return moment[4] === '-' && moment[7] === '-' && moment[10] === 'T' && moment[13] === ':' && moment[16] === ':' && moment[19] === '.' && moment[23] === 'Z';
}

/** The number that these digits write, or a negative one where there is another character. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
