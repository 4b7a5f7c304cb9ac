import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The backend compares the origin of a request with its host, so the host stays as the browser said it.
const backend = { target: process.env.BACKEND_URL ?? 'http://localhost:8000', changeOrigin: false };

export default defineConfig(({ command }) => ({
  // Django serves the built files below /static/ and index.html for every page.
  base: command === 'build' ? '/static/' : '/',
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // Django writes the request's nonce in place of this word; see README.md.
  html: { cspNonce: '__CSP_NONCE__' },
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 700 },
  server: {
    proxy: {
      '^/(graphql|uploads|healthz|_allauth|accounts|beacon|oai)(/|$)': backend,
      '^/agreements/[^/]+/documents/': backend,
      '\\.(jsonld|csv|xlsx)$': backend,
    },
  },
}));
