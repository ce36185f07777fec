import { JSONParser } from '@streamparser/json';
import { isUtf8 } from 'node:buffer';
import { markLength } from './json-lines';
import { FileError, type Pieces } from './past-comment';

/** Bytes without the end of a value that was asked for: more than any thread or comment has. */
const LONGEST_VALUE = 32 << 20;
/** Fed at once, so that no more than this is parsed before somebody takes the values. */
const SLICE = 64 << 10;

export interface JsonValue {
  readonly value: unknown;
  readonly bytesRead: number;
}

/**
 * The values at `path` (as `$.*` or `$.comments.*`) of one JSON document of any size, in its order, one at a time.
 * @throws FileError where the document is not JSON, not UTF-8, cut off, or has a value of more than 32 MB.
 */
export async function* valuesAt(pieces: Pieces, path: string): AsyncGenerator<JsonValue> {
  const parser = new JSONParser({ paths: [path], keepStack: false, stringBufferSize: 0 });
  const found: unknown[] = [];
  const state: { failure: string | null } = { failure: null };
  parser.onValue = ({ value }) => found.push(value);
  parser.onError = () => { state.failure ??= ''; };
  let [read, lastValueAt] = [0, 0];
  for await (const piece of pieces) {
    const from = read === 0 ? markLength(piece) : 0;
    read += from;
    for (let at = from; at < piece.length; at += SLICE) {
      const slice = piece.subarray(at, at + SLICE);
      if (!parser.isEnded) parser.write(slice);
      else if (!isBlank(slice)) state.failure = '';
      read += slice.length;
      if (state.failure !== null) throw new FileError(`The file is not valid JSON, at or shortly before byte ${String(read)}. What stood before was imported.`);
      if (found.length > 0) lastValueAt = read;
      else if (read - lastValueAt > LONGEST_VALUE) throw new FileError(`A single value has more than ${String(LONGEST_VALUE >> 20)} MB.`);
      for (const value of found.splice(0)) yield { value, bytesRead: read };
    }
  }
  if (!parser.isEnded) throw new FileError('The file ends in the middle of its JSON: it was cut off. What stood before was imported.');
}

function isBlank(slice: Buffer): boolean {
  return isUtf8(slice) && slice.toString('utf8').trim() === '';
}
