import { invalidField } from '../domain/errors';

/** The moment an RFC 3339 text names, or null without one; 422 at `pointer` when it has passed or cannot be. */
export function futureMoment(text: string | null | undefined, pointer: string): Date | null {
  if (text === null || text === undefined) return null;
  const moment = new Date(text);
  if (!(moment.getTime() > Date.now())) throw invalidField(pointer, 'Must be a moment in the future.');
  return moment;
}
