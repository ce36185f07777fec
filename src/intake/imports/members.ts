import { isInstant, isPlainText } from '../../platform/http/validators';
import { RowError } from './past-comment';

/** Before the first comment there can be. */
const EARLIEST = Date.parse('1990-01-01T00:00:00Z');
/** Clocks differ. */
const AHEAD_MS = 24 * 3_600_000;

/** The members of a JSON object, read by what they should be. Every method throws a {@link RowError} that names the member. */
export class Members {
  private constructor(
    private readonly value: Readonly<Record<string, unknown>>,
    private readonly path: string,
  ) {}

  static of(value: unknown, path = ''): Members {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RowError(`${path === '' ? 'The row' : path} must be an object.`);
    return new Members(value as Readonly<Record<string, unknown>>, path);
  }

  has(name: string): boolean {
    return this.value[name] !== undefined && this.value[name] !== null;
  }

  raw(name: string): unknown {
    return this.value[name];
  }

  /** Null when it is absent, null or empty. */
  text(name: string, most: number): string | null {
    const value = this.value[name];
    if (value === undefined || value === null || value === '') return null;
    if (typeof value !== 'string') throw this.wrong(name, 'must be a string');
    if (!isPlainText(value)) throw this.wrong(name, 'must not contain NUL characters or lone surrogates');
    if (value.length > most) throw this.wrong(name, `must be at most ${String(most)} UTF-16 units long; this has ${String(value.length)}`);
    return value;
  }

  required(name: string, most: number): string {
    const value = this.text(name, most);
    if (value === null) throw this.wrong(name, 'is missing');
    return value;
  }

  /** A string, or a whole number written as one. */
  key(name: string, most: number): string | null {
    const value = this.value[name];
    return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : this.text(name, most);
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[]): T | null {
    const value = this.value[name];
    if (value === undefined || value === null) return null;
    if (!allowed.includes(value as T)) throw this.wrong(name, `must be one of ${allowed.join(', ')}`);
    return value as T;
  }

  flag(name: string): boolean {
    const value = this.value[name];
    if (value === undefined || value === null) return false;
    if (typeof value !== 'boolean') throw this.wrong(name, 'must be true or false');
    return value;
  }

  whole(name: string, least: number, most: number): number | null {
    const value = this.value[name];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) throw this.wrong(name, `must be a whole number from ${String(least)} to ${String(most)}`);
    return value;
  }

  /** RFC 3339. */
  instant(name: string): Date | null {
    const value = this.value[name];
    if (value === undefined || value === null) return null;
    if (!isInstant(value)) throw this.wrong(name, 'must be an RFC 3339 time such as 2026-02-22T10:00:00Z');
    return new Date(value);
  }

  texts(name: string, { most, longest }: { readonly most: number; readonly longest: number }): string[] {
    return this.list(name, most).map((each) => {
      if (!isPlainText(each) || each.length > longest) throw this.wrong(name, `must be a list of strings of at most ${String(longest)} UTF-16 units`);
      return each;
    });
  }

  list(name: string, most: number): readonly unknown[] {
    const value = this.value[name];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw this.wrong(name, 'must be a list');
    if (value.length > most) throw this.wrong(name, `must have at most ${String(most)} entries`);
    return value as readonly unknown[];
  }

  each(name: string, most: number): Members[] {
    return this.list(name, most).map((value, at) => Members.of(value, `${this.path}${name}[${String(at)}]`));
  }

  inner(name: string): Members | null {
    return this.has(name) ? Members.of(this.value[name], `${this.path}${name}`) : null;
  }

  wrong(name: string, what: string): RowError {
    return new RowError(`${this.path === '' ? '' : `${this.path}.`}${name} ${what}.`);
  }
}

/** A time at which a comment can have been written. @throws RowError */
export function pastMoment(moment: Date | null, name: string, now: Date): Date {
  if (moment === null) throw new RowError(`${name} is missing.`);
  if (!(moment.getTime() >= EARLIEST)) throw new RowError(`${name} must not be before 1990.`);
  if (moment.getTime() > now.getTime() + AHEAD_MS) throw new RowError(`${name} lies in the future.`);
  return moment;
}

/** Old systems knew longer names than fit here: they are cut, and the row says so. */
export function cut(text: string | null, most: number, { name, notes }: { readonly name: string; readonly notes: string[] }): string | null {
  if (text === null || text === '') return null;
  const whole = text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
  const formed = whole.isWellFormed() ? whole : whole.toWellFormed();
  if (formed !== text) notes.push(`${name} contained NUL characters or lone surrogates; they were replaced.`);
  if (formed.length <= most) return formed;
  notes.push(`${name} had ${String(formed.length)} UTF-16 units and was cut to ${String(most)}.`);
  return formed.slice(0, most).toWellFormed().replace(/\uFFFD$/, '');
}

/** The text of a comment. @throws RowError */
export function bodyOf(text: string, longest: number): string {
  if (text.includes('\u0000') || !text.isWellFormed()) throw new RowError('The text must not contain NUL characters or lone surrogates.');
  if (text.length > longest) throw new RowError(`The text must be at most ${String(longest)} UTF-16 units long; this has ${String(text.length)}.`);
  return text;
}
