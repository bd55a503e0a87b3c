// What the server counts of itself, for Prometheus. Labels come from short lists of our own, never from what somebody sent.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Row, RowKind } from '../shared/log.ts';
import type { RefusalCode } from '../shared/refusals.ts';

/** What comes to the door. */
export type DoorKind = 'sit' | 'text' | 'move' | 'cursor';

/** What is asked of the server when somebody looks. */
export type Counts = {
  boards(): number;
  /** Connections that act, and that watch. */
  seats(): { acting: number; watching: number };
  /** Bytes that wait to be read: in all, and for the slowest reader. */
  buffered(): { sum: number; max: number };
  connections(): number;
};

export type Metrics = {
  refused(code: RefusalCode): void;
  wrote(rows: readonly Row[]): void;
  answered(kind: DoorKind, ms: number): void;
  droppedReader(): void;
  text(): Promise<string>;
  contentType: string;
};

/** From a commit on a fast disk to a store that was asked five times. */
const SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

const gauge = (registry: Registry, name: string, help: string, read: () => number): void =>
  registry.registerMetric(
    new Gauge({
      name,
      help,
      registers: [],
      collect() {
        this.set(read());
      },
    }),
  );

const gauges = (registry: Registry, counts: Counts): void => {
  gauge(registry, 'paraph_boards_loaded', 'Boards that are loaded now', () => counts.boards());
  gauge(registry, 'paraph_connections', 'Sockets that are open now', () => counts.connections());
  const waiting = 'Bytes sent to readers that have not taken them';
  gauge(registry, 'paraph_buffered_bytes', `${waiting}, in all`, () => counts.buffered().sum);
  gauge(registry, 'paraph_buffered_bytes_max', `${waiting}, the slowest one’s`, () => counts.buffered().max);
  registry.registerMetric(
    new Gauge({
      name: 'paraph_seats_connected',
      help: 'Connections of seats now, by what they may do',
      labelNames: ['kind'],
      registers: [],
      collect() {
        const { acting, watching } = counts.seats();
        this.set({ kind: 'acting' }, acting);
        this.set({ kind: 'watching' }, watching);
      },
    }),
  );
};

export const createMetrics = (counts: Counts): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  gauges(registry, counts);
  const refusals = new Counter({
    name: 'paraph_refusals_total',
    help: 'Frames, moves and requests that were refused, by code',
    labelNames: ['code'],
    registers,
  });
  const rows = new Counter({
    name: 'paraph_rows_total',
    help: 'Rows written to the logs, by kind',
    labelNames: ['kind'],
    registers,
  });
  const door = new Histogram({
    name: 'paraph_door_seconds',
    help: 'From the arrival of what a seat sends to its answer, durable or refused',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers,
  });
  const dropped = new Counter({
    name: 'paraph_readers_dropped_total',
    help: 'Connections that were let go because they did not keep up',
    registers,
  });
  return {
    refused: (code) => refusals.inc({ code }),
    wrote: (written) => {
      for (const { kind } of written) rows.inc({ kind: kind satisfies RowKind });
    },
    answered: (kind, ms) => door.observe({ kind }, ms / 1000),
    droppedReader: () => dropped.inc(),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};
