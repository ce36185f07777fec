import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImportFormat, ImportRun } from '../client.js';
import { type Command, text, UsageError } from './run.js';

const FORMATS: readonly string[] = ['weir', 'wordpress', 'disqus', 'remark42', 'isso', 'commento'] satisfies ImportFormat[];

export async function importFile({ weir, words, flags, open, out, err }: Command): Promise<number> {
  const [format, path] = words;
  if (format === undefined || !FORMATS.includes(format) || path === undefined) throw new UsageError(`An import needs a format (${FORMATS.join(', ')}) and a file.`);
  const source = text(flags, 'source');
  const begun = await weir.import(format as ImportFormat, open(path), source === undefined ? {} : { source });
  let told = '';
  const run = await weir.importEnded(begun.id, {
    onProgress: ({ status, progress }) => {
      const line = `${status}: ${String(progress.rows)} rows, ${String(progress.bytes === 0 ? 0 : Math.floor((100 * progress.bytesRead) / progress.bytes))} %\n`;
      if (line !== told && flags.json !== true) err(line);
      told = line;
    },
  });
  out(flags.json === true ? `${JSON.stringify(run)}\n` : summary(run));
  return run.status === 'done' ? 0 : 1;
}

function summary({ status, failure, counts, problems }: ImportRun): string {
  const { imported, repeated, skipped, failed } = counts;
  const lines = problems.map(({ row, line, subject, detail, failed: isFailed }) => `  row ${String(row)}${line === null ? '' : `, line ${String(line)}`}${subject === null ? '' : ` (${subject})`}: ${isFailed ? 'left out: ' : ''}${detail}\n`);
  return `${status}: ${String(imported)} imported, ${String(repeated)} here before, ${String(skipped)} passed over, ${String(failed)} left out\n${failure === null ? '' : `${failure}\n`}${lines.join('')}`;
}

/** The end of a whole export; the file grows by it last. */
const END = /\{"type":"end"[^\n]*\}\n$/;

export async function exportAll({ weir, words, create, err }: Command): Promise<number> {
  let tail = '';
  const file = Readable.from(
    (async function* () {
      for await (const piece of await weir.export()) {
        tail = (tail + Buffer.from(piece).toString('latin1')).slice(-500);
        yield piece;
      }
    })(),
  );
  await pipeline(file, create(words[0] ?? null), { end: words[0] !== undefined && words[0] !== '-' });
  if (END.test(tail)) return 0;
  err('The export was cut off: its last line is missing.\n');
  return 1;
}
