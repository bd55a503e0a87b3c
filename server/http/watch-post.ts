// How the server does, for those who run it: its metrics, and whether its store can be written.
import { Router } from 'express';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/port.ts';
import { problem } from './problem.ts';

export type WatchPostTools = {
  store: Pick<Store, 'probe'>;
  metrics: Metrics;
  log: Logger;
  now(): number;
};

export const watchPost = (tools: WatchPostTools): Router => {
  const router = Router();
  router.get('/healthz', health(tools));
  router.get('/metrics', async (_request, response) => {
    response.set('Cache-Control', 'no-store').type(tools.metrics.contentType);
    response.send(await tools.metrics.text());
  });
  return router;
};

/** An answer is good for so long: whoever asks more often costs the disk nothing. */
const FRESH_MS = 1000;

const health = ({ store, log, now }: WatchPostTools): RequestHandler => {
  let known: { at: number; answer: boolean } | null = null;
  let asking: Promise<boolean> | null = null;
  const canBeWritten = (): Promise<boolean> | boolean => {
    const age = known === null ? Infinity : now() - known.at;
    if (known !== null && age >= 0 && age < FRESH_MS) return known.answer;
    asking ??= probed().then((answer) => {
      known = { at: now(), answer };
      asking = null;
      return answer;
    });
    return asking;
  };
  const probed = async (): Promise<boolean> => {
    try {
      await store.probe();
      return true;
    } catch (error) {
      log.warn({ err: error }, 'the store cannot be written');
      return false;
    }
  };
  return async (_request, response) => {
    response.set('Cache-Control', 'no-store');
    if (await canBeWritten()) response.json({ ok: true });
    else problem(response, 'store-unavailable', undefined, { ok: false });
  };
};
