import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig } from 'vite';

/** Beside the script its compressed twins, which are what browsers get. */
const compressed = {
  name: 'compressed',
  apply: 'build',
  async closeBundle() {
    const script = await readFile('dist/embed.js');
    await writeFile('dist/embed.js.br', await promisify(brotliCompress)(script));
    await writeFile('dist/embed.js.gz', await promisify(gzip)(script, { level: 9 }));
  },
};

// One self-contained script for any article page; the demo article in public/ is copied beside it.
export default defineConfig({
  plugins: [compressed],
  build: {
    target: 'es2022',
    // light-dark() must stay as it is: the box follows the colour scheme of the page around it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'WeirEmbed', fileName: () => 'embed.js' },
    reportCompressedSize: true,
  },
});
