import { isEmail, registerDecorator, ValidateIf, type ValidationOptions } from 'class-validator';

/** A string PostgreSQL can keep and JSON can carry: no NUL character, no half of a surrogate pair. */
export function isPlainText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\u0000') && value.isWellFormed();
}

export function IsPlainText(options: ValidationOptions = {}): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isPlainText',
      target: target.constructor,
      propertyName: String(property),
      options,
      validator: {
        validate: isPlainText,
        defaultMessage: (context) => (typeof context?.value === 'string' ? `${String(property)} must not contain NUL characters or lone surrogates` : `${String(property)} must be a string`),
      },
    });
  };
}

/** The member may be left out. Unlike with `IsOptional`, null is not leaving it out, so no code behind has to think of it. */
export function IsLeftOutOr(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](?:[01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** What can be written in UTC again: an offset must not lead out of the years 1 to 9999. */
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/** An RFC 3339 time with a zone that names a moment (no 31 February, no leap second) of the years 1 to 9999. */
export function isInstant(value: unknown): value is string {
  const day = typeof value === 'string' ? RFC3339.exec(value)?.[1] : undefined;
  if (day === undefined || !isDay(day)) return false;
  const moment = Date.parse(value as string);
  return moment >= FIRST_INSTANT && moment <= LAST_INSTANT;
}

/** JavaScript reads 31 February as 3 March. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return Number.isFinite(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

export function IsInstant(options: ValidationOptions = {}): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isInstant',
      target: target.constructor,
      propertyName: String(property),
      options,
      validator: { validate: isInstant, defaultMessage: () => `${String(property)} must be an RFC 3339 time such as 2026-02-22T10:00:00Z` },
    });
  };
}

/** An email address. class-validator's own throws on half of a surrogate pair, so that is asked first. */
export function IsEmailAddress(options: ValidationOptions = {}): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isEmailAddress',
      target: target.constructor,
      propertyName: String(property),
      options,
      validator: { validate: (value: unknown) => isPlainText(value) && isEmail(value, { require_tld: false }), defaultMessage: () => `${String(property)} must be an email address` },
    });
  };
}
