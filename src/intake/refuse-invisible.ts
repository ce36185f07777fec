import { invalidField } from '../domain/errors';

/** Anything but white space, controls and what no screen draws: zero-width characters, fillers, variation selectors, a Braille cell without dots. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * A comment without a character to see would be a gap under the article.
 * @param isForeign it stands in another system already: there only white space is nothing.
 * @throws a problem that names `/body`
 */
export function refuseInvisible(body: string, isForeign = false): void {
  if (!(isForeign ? /\S/ : VISIBLE).test(body)) throw invalidField('/body', 'Must contain something to read, not only white space and characters that nobody sees.');
}
