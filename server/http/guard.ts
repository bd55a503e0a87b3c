// What is asked of the API, looked at before anything is read of it: how often, and whether what changes something comes
// from our own page. A browser sends the seat's cookie along whoever asks; a Bearer token it does not.
import type { Request, RequestHandler, Response } from 'express';
import type { RefusalCode } from '../../shared/refusals.ts';
import type { Edges } from '../edges/edges.ts';
import { fromOwnSite } from '../edges/origin.ts';
import type { AddressToll, Passage } from '../edges/tolls.ts';
import { bearerOf } from '../tokens.ts';
import { problem } from './problem.ts';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Files that are made on demand, and logs that are read from the disk, count for more. */
const pointsOf = ({ path }: Request): number => (/\/(?:export|log|movements|ledger)\b/.test(path) ? 10 : 1);

const tollOf = ({ path, method }: Request): AddressToll | null => {
  if (method !== 'POST') return null;
  if (/^\/boards\/?$/i.test(path)) return 'newBoards';
  return /\/join\/?$|^\/invitations\/(?:look|accept)\/?$/i.test(path) ? 'joins' : null;
};

/** Under `/api`. */
export const guard = (edges: Edges): RequestHandler[] => [perAddress(edges), ownPagesOnly(edges), jsonOnly];

const perAddress =
  ({ tolls, addressOf }: Edges): RequestHandler =>
  async (request, response, next) => {
    const address = addressOf(request);
    const toll = tollOf(request);
    const passage =
      (await tolls.byAddress('requests', address, pointsOf(request))) ??
      (toll === null ? null : await tolls.byAddress(toll, address));
    if (passage === null) next();
    else tooFast(response, passage);
  };

const tooFast = (response: Response, { retryAfterMs }: NonNullable<Passage>): void => {
  response.set('Retry-After', String(Math.ceil(retryAfterMs / 1000)));
  problem(response, 'too-fast', undefined, { retryAfterMs });
};

const refusing =
  (code: RefusalCode, refuses: (request: Request) => boolean): RequestHandler =>
  (request, response, next) => {
    if (refuses(request)) problem(response, code);
    else next();
  };

const ownPagesOnly = ({ site }: Edges): RequestHandler =>
  refusing('cross-site', (request) => {
    if (SAFE.has(request.method) || bearerOf(request.headers.authorization) !== undefined) return false;
    return (
      !fromOwnSite(request.headers, site) || (hasNoProof(request) && request.headers.cookie !== undefined)
    );
  });

/**
 * A browser says where a request comes from. One so old that it does not can still send no JSON for another site without
 * asking first, which we never grant.
 */
const hasNoProof = (request: Request): boolean =>
  request.headers.origin === undefined &&
  request.headers['sec-fetch-site'] === undefined &&
  request.is('json') !== 'json';

/** A body is JSON or nothing that is read here; no form can send it. */
const jsonOnly: RequestHandler = refusing(
  'not-json',
  // Null: there is no body. One of no length is none either.
  (request) =>
    !SAFE.has(request.method) && request.headers['content-length'] !== '0' && request.is('json') === false,
);
