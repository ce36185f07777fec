import { type Disguise } from './disguises';
import { type Language } from './terms';

/** How many of a language's disguised terms a matcher finds, in both sentences. */
export interface Recall {
  readonly found: number;
  readonly of: number;
  readonly missed: readonly string[];
}

/** `finds`: whether the matcher, which knows the language's terms, sees any in this text. */
export function recall(disguise: Disguise, { terms, frames }: Language, finds: (text: string) => boolean): Recall {
  const missed: string[] = [];
  for (const [term, plural] of terms) {
    for (const frame of frames) {
      const text = frame.replace('{}', () => disguise.of(term, plural));
      if (!finds(text)) missed.push(text);
    }
  }
  const of = terms.length * frames.length;
  return { found: of - missed.length, of, missed };
}
