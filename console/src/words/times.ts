import type { Language } from './languages';
import { languageNow } from './words';

const UNITS = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const;

/** Making a formatter is slow, using one is not: each is made once per language. */
export function perLanguage<Made>(make: (language: Language) => Made): () => Made {
  const made = new Map<Language, Made>();
  return () => {
    const language = languageNow();
    const known = made.get(language);
    if (known !== undefined) return known;
    const fresh = make(language);
    made.set(language, fresh);
    return fresh;
  };
}

const relative = perLanguage((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }));
const exact = perLanguage((language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }));
const clock = perLanguage((language) => new Intl.DateTimeFormat(language, { timeStyle: 'short' }));
const day = perLanguage((language) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }));
const whole = perLanguage((language) => new Intl.NumberFormat(language));
const spans = perLanguage((language) => new Map(UNITS.map(([unit]) => [unit, new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' })])));

function secondsSince(iso: string): number {
  return Math.max(0, Math.floor((Date.now() - Date.parse(iso)) / 1000));
}

/** “3 min. ago”, in the language of now. */
export function ago(iso: string): string {
  const seconds = secondsSince(iso);
  const [unit, size] = UNITS.find((each) => seconds >= each[1] && each[1] >= 60) ?? ['second', 1];
  return relative().format(unit === 'second' ? 0 : -Math.floor(seconds / size), unit);
}

export function exactTime(iso: string): string {
  return exact().format(new Date(iso));
}

export function clockTime(iso: string): string {
  return clock().format(new Date(iso));
}

/** A moment to come where there is little room: the hour within a day, else the date. */
export function shortMoment(iso: string): string {
  const at = new Date(iso);
  return (at.getTime() - Date.now() < 86_400_000 ? clock() : day()).format(at);
}

/** A short age for narrow columns: 45s, 12m, 3h, 2d. */
export function age(iso: string): string {
  return span(secondsSince(iso));
}

/** The same for a number of seconds. */
export function span(seconds: number): string {
  const [unit, size] = UNITS.find((each) => seconds >= each[1] && each[0] !== 'year' && each[0] !== 'month') ?? ['second', 1];
  return spans().get(unit)?.format(Math.floor(seconds / size)) ?? '';
}

export function number(value: number): string {
  return whole().format(value);
}
