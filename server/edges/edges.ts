// What stands between the internet and the table, put together once: who calls, how often, how many, and how far behind.
import type { IncomingMessage } from 'node:http';
import { addressOf, countedAs, trusting } from './address.ts';
import type { Trust, TrustProxy } from './address.ts';
import { Connections } from './connections.ts';
import { EDGE_LIMITS } from './limits.ts';
import type { EdgeLimits } from './limits.ts';
import type { OwnSite } from './origin.ts';
import { Outflow } from './outflow.ts';
import { Tolls } from './tolls.ts';

export type EdgeTools = {
  site: OwnSite;
  trustProxy?: TrustProxy | undefined;
  limits?: EdgeLimits | undefined;
  now(): number;
  /** A reader was too far behind. */
  droppedReader(): void;
};

export type Edges = {
  readonly site: OwnSite;
  readonly limits: EdgeLimits;
  readonly trust: Trust;
  readonly tolls: Tolls;
  readonly connections: Connections;
  readonly outflow: Outflow;
  now(): number;
  /** Under what the sender's address is counted; null for this machine itself. */
  addressOf(request: IncomingMessage): string | null;
};

export const createEdges = (tools: EdgeTools): Edges => {
  const { site, now, limits = EDGE_LIMITS, trustProxy = 0 } = tools;
  const trust = trusting(trustProxy);
  return {
    site,
    limits,
    trust,
    now,
    tolls: new Tolls(limits),
    connections: new Connections(limits.connections),
    outflow: new Outflow(limits.buffered, tools.droppedReader),
    addressOf: (request) => countedAs(addressOf(request, trust)),
  };
};
