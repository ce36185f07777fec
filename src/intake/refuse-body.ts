import type { Site } from '../domain/actor';
import { invalidField } from '../domain/errors';

/** Anything but white space, controls and what no screen draws: zero-width characters, fillers, variation selectors, a Braille cell without dots. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Refuses a body that is longer than the site takes, or without a character to see: that would be a gap under the article.
 * @param isForeign it stands in another system already: there it may be of any length, and only white space is nothing.
 * @throws a problem that names `/body`
 */
export function refuseBody(body: string, { settings: { bodyLimit } }: Site, isForeign = false): void {
  if (!isForeign && body.length > bodyLimit) throw invalidField('/body', `Must be at most ${String(bodyLimit)} UTF-16 units long; this has ${String(body.length)}.`);
  if (!(isForeign ? /\S/ : VISIBLE).test(body)) throw invalidField('/body', 'Must contain something to read, not only white space and characters that nobody sees.');
}
