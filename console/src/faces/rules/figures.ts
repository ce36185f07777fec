import { perLanguage } from '../../words/times';

/** Numbers and days as people read them. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.01 ? 1 : 0)} %`;
}

/** 812, 2.1k, 3.4M: for narrow columns; the exact number belongs into the title. */
export function short(count: number): string {
  if (count < 1_000) return String(count);
  return count < 1_000_000 ? `${(count / 1_000).toFixed(count < 10_000 ? 1 : 0)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}

/** A share with half its interval: ".97 ±.01"; a dash while nobody has decided. */
export function precisionWords({ precision }: { readonly precision: { readonly value: number; readonly low: number; readonly high: number } | null }): string {
  return precision === null ? '–' : `${share(precision.value)} ±${share((precision.high - precision.low) / 2)}`;
}

function share(value: number): string {
  return value >= 0.995 ? '1.0' : value.toFixed(2).replace(/^0/, '');
}

const days = perLanguage((language) => new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' }));

export function dayWords(day: string): string {
  return days().format(new Date(`${day.slice(0, 10)}T12:00:00`));
}
