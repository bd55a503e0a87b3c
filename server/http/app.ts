// The Express application: the API, what tells how the server does, and the page with its policy.
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import compression from 'compression';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Edges } from '../edges/edges.ts';
import { createApi } from './api.ts';
import type { ApiTools } from './api.ts';
import { guard } from './guard.ts';
import type { Page } from './page.ts';
import { failures, nothingHere, refusalsOf } from './problem.ts';
import { requestLog } from './request-log.ts';
import { watchPost } from './watch-post.ts';
import type { WatchPostTools } from './watch-post.ts';

export type AppTools = ApiTools &
  WatchPostTools & {
    log: Logger;
    page: Page;
    edges: Edges;
    /** Whether the metrics and the health are asked for elsewhere. */
    watchedElsewhere: boolean;
  };

export const createApp = (tools: AppTools): Express => {
  const app = bareApp(tools);
  app.use(requestLog(tools.log), withNonce, policy(tools));
  if (!tools.watchedElsewhere) app.use(watchPost(tools));
  app.use('/api', compression(), guard(tools.edges), createApi(tools).router, nothingHere);
  app.use(compression(), tools.page.assets);
  app.get(/^\/(?:$|new$|invite$|b\/)/, tools.page.document);
  app.use(lost(tools.page));
  app.use(failures(tools.log));
  return app;
};

/** Health and metrics alone, for another address. */
export const createWatchPost = (tools: WatchPostTools & Pick<AppTools, 'edges'>): Express => {
  const app = bareApp(tools);
  app.use(helmet());
  app.use(watchPost(tools), nothingHere);
  app.use(failures(tools.log));
  return app;
};

const bareApp = ({ edges, metrics }: Pick<AppTools, 'edges' | 'metrics'>): Express => {
  const app = express();
  app.disable('x-powered-by');
  // No nesting and no objects out of a query: a string, or several.
  app.set('query parser', 'simple');
  app.set('trust proxy', edges.trust);
  app.use(refusalsOf((code) => metrics.refused(code)));
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

/** What the page never needs of the browser. */
const DENIED = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

const policy = ({ page, secure }: AppTools): RequestHandler => {
  const [plain, overTls] = [policyFor(page, false), policyFor(page, true)];
  const permissions = DENIED.map((name) => `${name}=()`).join(', ');
  return (request, response, next) => {
    response.set('Permissions-Policy', permissions);
    // `request.secure` believes `X-Forwarded-Proto` of a trusted proxy alone.
    (secure || request.secure ? overTls : plain)(request, response, next);
  };
};

const policyFor = (page: Page, secure: boolean): ReturnType<typeof helmet> => {
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
        ...(page.trustedTypes
          ? { requireTrustedTypesFor: ["'script'"], trustedTypes: page.trustedTypes }
          : {}),
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Only where people come over https; elsewhere it would lock a test machine out of plain http.
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'no-referrer' },
  });
};
