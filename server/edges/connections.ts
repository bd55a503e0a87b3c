// How many connections there are: in all, from one address, of one seat. Whoever comes in must go out once.
import type { EdgeLimits } from './limits.ts';

type Counted = 'too-many-connections' | 'server-full';

export type Entry = { ok: true; leave(): void } | { ok: false; code: Counted };

export class Connections {
  readonly #limits: EdgeLimits['connections'];
  readonly #counts = new Map<string, number>();
  #inAll = 0;

  constructor(limits: EdgeLimits['connections']) {
    this.#limits = limits;
  }

  get inAll(): number {
    return this.#inAll;
  }

  /** @param address as `countedAs` has it */
  fromAddress(address: string | null): Entry {
    if (this.#inAll >= this.#limits.inAll) return { ok: false, code: 'server-full' };
    const counted =
      address === null ? NOT_COUNTED : this.#enter(`address ${address}`, this.#limits.perAddress);
    if (!counted.ok) return counted;
    this.#inAll += 1;
    return leavingOnce(() => {
      this.#inAll -= 1;
      counted.leave();
    });
  }

  ofSeat(board: string, seat: string): Entry {
    return this.#enter(`seat ${board}/${seat}`, this.#limits.perSeat);
  }

  #enter(key: string, most: number): Entry {
    const before = this.#counts.get(key) ?? 0;
    if (before >= most) return { ok: false, code: 'too-many-connections' };
    this.#counts.set(key, before + 1);
    return leavingOnce(() => {
      const left = (this.#counts.get(key) ?? 1) - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    });
  }
}

const NOT_COUNTED: Entry = { ok: true, leave: () => undefined };

const leavingOnce = (leave: () => void): Entry => {
  let gone = false;
  return {
    ok: true,
    leave: () => {
      if (gone) return;
      gone = true;
      leave();
    },
  };
};
