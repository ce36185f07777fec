import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The service sends what lies packed beside a file; packing once here costs nobody's first load. */
const packed = {
  name: 'packed',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle).filter((each) => /\.(js|css|svg|html)$/.test(each))) {
      const bytes = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    }
  },
};

export default defineConfig({
  base: '/console/',
  plugins: [react(), packed],
  build: {
    target: 'es2022',
    // light-dark() stays as it is: the scheme is the system's or the one chosen in the header.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Everything comes from our own origin; data: addresses would need a wider content security policy for fonts.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }, { name: 'mantine', test: /node_modules[\\/](@mantine|@floating-ui)[\\/]/ }] } } },
  },
  server: { proxy: { '/v1': 'http://localhost:3000' } },
});
