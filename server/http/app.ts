// The Express application: the API, what tells how the server does, and the page with its policy.
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import compression from 'compression';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { createApi } from './api.ts';
import type { ApiTools } from './api.ts';
import type { Page } from './page.ts';
import { failures, nothingHere } from './problem.ts';

export type AppTools = ApiTools & { log: Logger; metrics: Metrics; page: Page };

export const createApp = (tools: AppTools): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.use(withNonce, policy(tools));
  app.get('/healthz', health(tools));
  app.get('/metrics', async (_request, response) => {
    response.type(tools.metrics.contentType).send(await tools.metrics.text());
  });
  app.use('/api', compression(), createApi(tools).router, nothingHere);
  app.use(compression(), tools.page.assets);
  app.get(/^\/(?:$|new$|invite$|b\/)/, tools.page.document);
  app.use(lost(tools.page));
  app.use(failures(tools.log));
  return app;
};

/** At an address that is not there a person gets the page, which says so, and a program the problem. */
const lost =
  (page: Page): RequestHandler =>
  (request, response, next) => {
    if (request.method !== 'GET' || request.accepts('json', 'html') !== 'html')
      nothingHere(request, response, next);
    else page.document(request, response.status(404), next);
  };

/** One number a response, by which the page's own styles and scripts are known from any others. */
const withNonce: RequestHandler = (_request, response, next) => {
  response.locals.nonce = randomBytes(16).toString('base64');
  next();
};

const policy = ({ page, secure }: AppTools): RequestHandler => {
  const nonce = (
    _request: unknown,
    response: ServerResponse & { locals?: Record<string, unknown> },
  ): string => `'nonce-${String(response.locals?.nonce)}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", nonce],
        // The editor writes its rules into a style element of its own, which carries the page's nonce.
        styleSrc: ["'self'", nonce],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...page.connects],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Only where people come over https; elsewhere it would lock a test machine out of plain http.
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'no-referrer' },
  });
};

const health =
  ({ store }: AppTools): RequestHandler =>
  async (_request, response) => {
    try {
      await store.boards();
      response.json({ ok: true });
    } catch {
      response.status(503).json({ ok: false });
    }
  };
