import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
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
