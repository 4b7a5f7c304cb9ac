import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { graphqlDocuments } from './graphql-documents.ts';

// The backend compares the origin of a request with its host, so the host stays as the browser said it.
const backend = { target: process.env.BACKEND_URL ?? 'http://localhost:8000', changeOrigin: false };

// Files are few where strangers come first: what most pages share, and what the catalogue's pages show besides. What is
// listed here goes into one file with its neighbours; all else is divided by the pages that need it.
const MOST_PAGES = 30;
const CATALOGUE = new RegExp(
  [
    '@mantine/core/esm/components/(Checkbox|List|NativeSelect|TextInput|InputBase|Fieldset|InlineInput)/',
    '@mantine/core/esm/components/Combobox/ComboboxChevron/',
    '@tabler/icons-react/dist/esm/icons/Icon(Search|X|Download|CircleCheck|CircleX|UserQuestion|ClipboardCheck)\\.',
    'src/components/(answer-view|failure|facts|pager|project-picker|reason-list|section|status-badge)\\.',
    'src/components/(listing-verdict|verdict-badge)\\.',
    'src/features/catalogue/(fact-value|joined|listing-links|stock-sentence|use-terms-list)\\.',
  ].join('|'),
);

export default defineConfig(({ command }) => ({
  // Django serves the built files below /static/ and index.html for every page.
  base: command === 'build' ? '/static/' : '/',
  plugins: [graphqlDocuments(), react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // Django writes the request's nonce in place of this word; see README.md.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'common', minShareCount: MOST_PAGES, priority: 2 },
            { name: 'catalogue', test: CATALOGUE, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '^/(graphql|uploads|healthz|_allauth|accounts|beacon|oai)(/|$)': backend,
      '^/agreements/[^/]+/documents/': backend,
      '\\.(jsonld|csv|xlsx)$': backend,
    },
  },
}));
