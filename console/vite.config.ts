import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';
import { pages } from './build/pages.js';

/** Relative addresses: the console is served at /console/ here, and anywhere where it is hosted. */
export default defineConfig({
  base: './',
  resolve: {
    alias: { 'event-store-client': fileURLToPath(new URL('../clients/js/src/index.js', import.meta.url)) },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [pages()],
  build: {
    outDir: process.env.CONSOLE_OUT ?? '../local/target/console',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: { proxy: { '^/(events?|streams?|correlations?|health|reset)\\b': 'http://127.0.0.1:8787' } },
});
