// What may be asked how often, counted by seat and by address: requests over HTTP and over sockets alike.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { EdgeLimits, Rate } from './limits.ts';

export type SeatToll = keyof EdgeLimits['seat'];
export type AddressToll = keyof EdgeLimits['address'];

/** Null where it may pass; otherwise in how many milliseconds it may be tried again. */
export type Passage = { retryAfterMs: number } | null;

const FREE = null;

const limiterOf = ({ points, seconds }: Rate): RateLimiterMemory =>
  new RateLimiterMemory({ points, duration: seconds });

const limitersOf = <Name extends string>(rates: Readonly<Record<Name, Rate>>): Map<Name, RateLimiterMemory> =>
  new Map((Object.keys(rates) as Name[]).map((name) => [name, limiterOf(rates[name])]));

export class Tolls {
  readonly #seat: Map<SeatToll, RateLimiterMemory>;
  readonly #address: Map<AddressToll, RateLimiterMemory>;

  constructor(limits: Pick<EdgeLimits, 'seat' | 'address'>) {
    this.#seat = limitersOf(limits.seat);
    this.#address = limitersOf(limits.address);
  }

  /** @param seat the board and the seat */
  bySeat(toll: SeatToll, seat: string, points = 1): Promise<Passage> {
    return passage(this.#seat.get(toll), seat, points);
  }

  /** @param address as `countedAs` has it; nobody counts this machine's own */
  byAddress(toll: AddressToll, address: string | null, points = 1): Promise<Passage> {
    return address === null ? Promise.resolve(FREE) : passage(this.#address.get(toll), address, points);
  }
}

const passage = async (
  limiter: RateLimiterMemory | undefined,
  key: string,
  points: number,
): Promise<Passage> => {
  try {
    await limiter?.consume(key, points);
    return FREE;
  } catch (over) {
    // Too much is said by a rejection that is no error.
    if (over instanceof RateLimiterRes) return { retryAfterMs: Math.max(1, over.msBeforeNext) };
    throw over;
  }
};
