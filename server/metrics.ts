// What the server counts of itself, for Prometheus.
import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { RefusalCode } from '../shared/refusals.ts';

export type Metrics = {
  refused(code: RefusalCode): void;
  text(): Promise<string>;
  contentType: string;
};

export const createMetrics = (counts: { boards(): number }): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const refusals = new Counter({
    name: 'paraph_refusals_total',
    help: 'Frames, moves and requests that were refused, by code',
    labelNames: ['code'],
    registers: [registry],
  });
  registry.registerMetric(
    new Gauge({
      name: 'paraph_boards_loaded',
      help: 'Boards that are loaded now',
      registers: [],
      collect() {
        this.set(counts.boards());
      },
    }),
  );
  return {
    refused: (code) => refusals.inc({ code }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};
