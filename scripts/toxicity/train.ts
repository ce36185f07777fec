import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEFAULT_MODEL_FILE } from '../../src/evaluate/signals/toxicity/model-file';
import { trainToxicity } from './train-toxicity';

/** `npm run train:toxicity -- --data DIR [--out FILE]` */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const dir = option('--data');
  if (dir === undefined) throw new Error('Say where the data is: npm run train:toxicity -- --data DIR (the folder that holds toxicity/ and spam/).');
  const file = option('--out') ?? join(__dirname, '..', '..', DEFAULT_MODEL_FILE);
  const bytes = await trainToxicity(dir, (line) => { console.log(line); });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  console.log(`${file}: ${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
