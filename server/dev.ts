// The program while one works on it: the page comes from Vite, with hot reload. Node restarts the whole on a change
// below server/ or shared/.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Express } from 'express';
import express from 'express';
import { createServer } from 'vite';
import { NONCE_PLACEHOLDER } from './http/page.ts';
import type { Page } from './http/page.ts';
import { run } from './run.ts';

const HMR_PORT = 24_678;

const vitePage = async (): Promise<Page> => {
  const vite = await createServer({
    appType: 'custom',
    server: { middlewareMode: true, hmr: { port: HMR_PORT } },
  });
  const assets: Express = express();
  assets.use(vite.middlewares);
  return {
    assets,
    document: async (request, response) => {
      const html = await readFile(join(vite.config.root, 'index.html'), 'utf8');
      const page = await vite.transformIndexHtml(request.originalUrl, html);
      response.type('html').send(page.replaceAll(NONCE_PLACEHOLDER, String(response.locals.nonce)));
    },
    connects: [`ws://localhost:${HMR_PORT}`, `ws://127.0.0.1:${HMR_PORT}`],
    trustedTypes: null, // hot reload makes script out of words
  };
};

await run(vitePage);
