import { defineConfig } from 'vite';

// One self-contained script for any article page; the demo article in public/ is copied beside it.
export default defineConfig({
  build: {
    target: 'es2022',
    // light-dark() must stay as it is: the box follows the colour scheme of the page around it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'WeirEmbed', fileName: () => 'embed.js' },
    reportCompressedSize: true,
  },
});
