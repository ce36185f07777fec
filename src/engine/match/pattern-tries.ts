import { RE2JS } from 're2js';
import { WORD, wordClassAt } from '../text/tokens';
import { type View } from '../text/view';

/** Bounds within which a pattern is tried place by place: beyond them one search over the text is surely linear. */
const MAX_TRIED = 2_000;
const MAX_STARTS = 16;

/** Tries a pattern only where it can begin: a search must look at every place, and asks each whether it is a boundary. */
export class PatternTries {
  #compiled: RE2JS | undefined;

  constructor(
    private readonly starts: RegExp,
    private readonly pattern: { readonly isBounded: boolean; readonly regex: string },
  ) {}

  /** Reports each match, as one search over the text would; false if it did not try, because there are too many places. */
  run(view: View, hit: (from: number, to: number) => void): boolean {
    if (view.length > MAX_TRIED) return false;
    const places = this.#places(view);
    if (places.length > MAX_STARTS) return false;
    this.#compiled ??= RE2JS.compile(this.pattern.regex);
    let least = 0;
    for (const place of places) {
      if (place < least) continue;
      const matcher = this.#compiled.matcher(view.text.slice(place));
      if (!matcher.lookingAt()) continue;
      const at = place + matcher.end(1);
      // A search consumes the neighbour that proves the boundary, after the match before.
      least = at + (this.pattern.isBounded ? 1 : 0);
      hit(place, at);
    }
    return true;
  }

  #places(view: View): readonly number[] {
    const places: number[] = [];
    const { starts } = this;
    starts.lastIndex = 0;
    for (let found = starts.exec(view.text); found !== null && places.length <= MAX_STARTS; found = starts.exec(view.text)) {
      if (!this.pattern.isBounded || isApart(view, found.index)) places.push(found.index);
      starts.lastIndex = found.index + 1;
    }
    return places;
  }
}

/** What the regex for the neighbour before a match says. */
function isApart(view: View, at: number): boolean {
  return at === 0 || wordClassAt(view.units, at - 1) !== WORD;
}
