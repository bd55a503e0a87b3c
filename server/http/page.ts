// The page: one document for every address of the client, and the built files beside it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { Router } from 'express';
import type { RequestHandler } from 'express';
import { readHints } from './hints.ts';
import { packedFiles } from './packed.ts';

export type Page = {
  assets: RequestHandler;
  document: RequestHandler;
  /** Where else the page may connect to, beside its own origin. */
  connects: readonly string[];
  /** The names of the policies by which the page makes trusted types; null where it makes script out of words. */
  trustedTypes: string[] | null;
};

/** Stands in the built document wherever a nonce belongs. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const YEAR_S = 365 * 24 * 3600;

/** @throws when the client has not been built into `folder` */
export const builtPage = async (folder: string): Promise<Page> => {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const hints = await readHints(folder, html);
  const files = express.static(folder, {
    index: false,
    setHeaders: (response, path) => {
      // The build puts a hash of the content into the names of what lies under assets/.
      if (path.includes('/assets/'))
        response.setHeader('Cache-Control', `public, max-age=${YEAR_S}, immutable`);
    },
  });
  return {
    assets: Router().use(packedFiles(folder), files),
    document: (request, response) => {
      response.set('Cache-Control', 'no-store').type('html');
      const page = html.replace('</head>', `${hints(request.path)}</head>`);
      response.send(page.replaceAll(NONCE_PLACEHOLDER, String(response.locals.nonce)));
    },
    connects: [],
    trustedTypes: ['paraph'],
  };
};
