// How the client is built. Everything it needs is a file of its own (no inline script, no data: address), so that it
// runs under a content security policy that allows nothing but this origin.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';
import type { Plugin, UserConfig } from 'vite';
import react from '@vitejs/plugin-react';

/** From here brotli takes three times as long for a fiftieth. */
const BROTLI_QUALITY = 9;

/** Lays a packed form beside every script and style, so that none has to be made while somebody waits for it. */
const packed = (): Plugin => ({
  name: 'packed',
  apply: 'build',
  writeBundle({ dir }) {
    const assets = join(dir ?? '', 'assets');
    for (const name of readdirSync(assets).filter((each) => /\.(?:js|css)$/.test(each))) {
      const path = join(assets, name);
      const bytes = readFileSync(path);
      const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
      writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
      writeFileSync(`${path}.gz`, gzipSync(bytes));
    }
  },
});

const CONFIG: UserConfig = {
  root: 'client',
  // The server puts a fresh number in its place with every page; see its policy.
  html: { cspNonce: '__CSP_NONCE__' },
  plugins: [react(), packed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The server names in a page's document what the page will need (`server/http/hints.ts`).
    manifest: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
  },
};

export default defineConfig(({ command }) => {
  // What is built is what people run, whoever asks for it: under a test runner's NODE_ENV it would carry React's
  // development form, several times slower.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return CONFIG;
});
