import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';
import { pages } from './build/pages.js';

/** Where `npm run dev` finds a store, as `./eventstore local` serves one. */
const STORE = process.env.EVENTSTORE_URL ?? 'http://127.0.0.1:8787';

const CLIENT = fileURLToPath(new URL('../clients/js/src/', import.meta.url));

/** Relative addresses: the console is served at /console/ here, and anywhere where it is hosted. */
export default defineConfig({
  base: './',
  resolve: {
    alias: { 'event-store-client': `${CLIENT}index.js` },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [pages()],
  build: {
    outDir: `${process.env.CONSOLE_OUT ?? '../local/target/console'}/console`,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: {
    host: '127.0.0.1',
    fs: { allow: ['.', CLIENT] },
    proxy: {
      '^/(events?|streams?|correlations?|health|reset|docs|problems|openapi\\.yaml)\\b': STORE,
      // What the local server has beside the console's own files.
      '^/(config\\.json|verify)$': { target: STORE, rewrite: (path) => `/console${path}` },
    },
  },
});
