import type { QuotationKind } from '../store/erasure.store';

/** So many words in a row that stand in both texts are no coincidence. */
const RUN = 5;
/** A shorter name stands in too many texts by itself. */
const SHORTEST_NAME = 3;

/**
 * How a text quotes what it answers: with a run of five of its words, whatever stands between them, or by naming its author; null when it does
 * neither. Marks of quotation and markup do not matter, for only words are looked at.
 */
export function quotationIn(text: string, { quoted, name }: { readonly quoted: string; readonly name: string | null }): QuotationKind | null {
  const words = wordsOf(text);
  const runs = new Set(runsOf(wordsOf(quoted), RUN));
  if (runsOf(words, RUN).some((run) => runs.has(run))) return 'words';
  const named = name === null || name.length < SHORTEST_NAME ? [] : wordsOf(name);
  return named.length > 0 && runsOf(words, named.length).includes(named.join(' ')) ? 'name' : null;
}

/** Lower case, without tags; linear in the text, whatever it is. */
function wordsOf(text: string): string[] {
  return text.replaceAll(/<[^<>]*>/g, ' ').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function runsOf(words: readonly string[], length: number): string[] {
  return words.length < length ? [] : Array.from({ length: words.length - length + 1 }, (_, at) => words.slice(at, at + length).join(' '));
}
