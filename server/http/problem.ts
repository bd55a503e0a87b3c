// Errors over HTTP: `application/problem+json` (RFC 9457) with a stable `code`, in one place.
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { refusalSentence } from '../../shared/refusals.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { BoardDamaged } from '../damage.ts';
import { StoreFault } from '../store/fault.ts';
import { StoreUnavailable } from '../table.ts';

const STATUS: Partial<Record<RefusalCode, number>> = {
  'bad-request': 400,
  'cross-site': 403,
  'not-json': 415,
  'too-fast': 429,
  'no-token': 401,
  'no-session': 401,
  'sign-in-first': 401,
  'no-seat': 403,
  'observers-watch': 403,
  'not-allowed': 403,
  'needs-invitation': 403,
  'not-your-invitation': 403,
  'not-found': 404,
  'no-board': 404,
  'no-clause': 404,
  'no-such-seat': 404,
  'no-invitation': 404,
  'invitation-used': 410,
  'invitation-expired': 410,
  'invitation-revoked': 410,
  'head-taken': 409,
  'chair-taken': 409,
  'seat-exists': 409,
  'no-such-party': 409,
  'too-large': 413,
  'unreadable-text': 422,
  'too-many-tries': 429,
  'internal-error': 500,
  'too-many-boards': 507,
  'store-unavailable': 503,
  'board-damaged': 503,
  'shutting-down': 503,
};

/** The language that the reader asked for, by `Accept-Language`. */
const languageOf = (response: Response): 'en' | 'fr' =>
  response.req.acceptsLanguages('en', 'fr') === 'fr' ? 'fr' : 'en';

/**
 * @param detail what exactly was wrong, where the sentence alone does not say it
 * @param more members of the problem's own, for programs
 */
export const problem = (
  response: Response,
  code: RefusalCode,
  detail?: string,
  more: Readonly<Record<string, unknown>> = {},
): void => {
  const status = STATUS[code] ?? 409;
  const told: unknown = response.locals.refused;
  if (typeof told === 'function') told(code);
  const sentence = refusalSentence(code, languageOf(response));
  response.status(status).type('application/problem+json');
  response.send(
    JSON.stringify({
      type: 'about:blank',
      title: sentence,
      status,
      code,
      ...(detail === undefined ? {} : { detail }),
      ...more,
    }),
  );
};

/** Has every problem counted that a response tells of. */
export const refusalsOf =
  (refused: (code: RefusalCode) => void): RequestHandler =>
  (_request, response, next) => {
    response.locals.refused = refused;
    next();
  };

export const nothingHere: RequestHandler = (_request, response) => problem(response, 'not-found');

const codeOf = (error: unknown): RefusalCode => {
  if (error instanceof StoreUnavailable || error instanceof StoreFault) return 'store-unavailable';
  if (error instanceof BoardDamaged) return 'board-damaged';
  if (error instanceof URIError) return 'not-found';
  // Whoever reads requests for us (the body parser, the router, static files) says so where the sender was wrong.
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status < 400 || status > 499) return 'internal-error';
  if (status === 413) return 'too-large';
  return status === 404 ? 'not-found' : 'bad-request';
};

/** The last handler: an exception is a bug (logged, 500), a body that cannot be read the sender's mistake. */
export const failures =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const code = codeOf(error);
    if (code === 'internal-error') log.error({ err: error, url: request.originalUrl }, 'a request failed');
    if (response.headersSent) next(error);
    else problem(response, code, DETAILS[typeOf(error)]);
  };

const typeOf = (error: unknown): string =>
  error instanceof Error && 'type' in error && typeof error.type === 'string' ? error.type : '';

/** What exactly was wrong with a body; never with its words. */
const DETAILS: Readonly<Record<string, string>> = {
  'entity.parse.failed': 'the body is not valid JSON',
  'too-deep': 'the body is nested too deeply',
  'encoding.unsupported': 'the body comes in an encoding that is not read here',
  'charset.unsupported': 'the body comes in a character set that is not read here',
};
