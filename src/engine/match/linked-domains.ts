import { type TextFormat } from '../facts';
import { foldView } from '../text/fold';
import { plainText } from '../text/plain';
import { traitsOf } from '../text/traits';
import { linksOf } from './links';

/** A comment of a hundred links has no more to say about its author than one of twenty. */
const MOST = 20;

/** The registrable domains that a body links to, each once, in text order; a bare address stands for itself. */
export function linkedDomains(body: string, format: TextFormat): readonly string[] {
  const { view, targets } = plainText(body, format);
  const fold = foldView(view);
  return [...new Set(linksOf({ plain: view, fold, targets, traits: traitsOf(fold) }).links.map(({ domain }) => domain))].slice(0, MOST);
}
