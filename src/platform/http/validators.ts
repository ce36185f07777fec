import { registerDecorator, type ValidationOptions } from 'class-validator';

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

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](?:[01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** An RFC 3339 time with a zone that names a moment (no 31 February, no leap second), from the year 1 on. */
export function isInstant(value: unknown): value is string {
  const day = typeof value === 'string' && !value.startsWith('0000') ? RFC3339.exec(value)?.[1] : undefined;
  return day !== undefined && Number.isFinite(Date.parse(value as string)) && isDay(day);
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
