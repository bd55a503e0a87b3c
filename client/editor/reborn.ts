// Characters that were deleted and came back have new ids. Whoever remembers them by the old ones asks here.
import type { Range } from '../../shared/ids.ts';

type Rebirth = {
  readonly clock: number;
  readonly length: number;
  readonly client: number;
  readonly to: number;
};

export class Reborn {
  readonly #by = new Map<number, Rebirth[]>();

  /** Characters `clock …` of `client` are now `to …` of `pen`. */
  add([client, clock, length]: Range, pen: number, to: number): void {
    const known = this.#by.get(client) ?? [];
    known.push({ clock, length, client: pen, to });
    this.#by.set(client, known);
  }

  /** The same characters, in the same order, by the ids that they have today. */
  resolve([client, clock, length]: Range): Range[] {
    if (length <= 0) return [];
    const hit = this.#by
      .get(client)
      ?.find((each) => each.clock < clock + length && each.clock + each.length > clock);
    if (hit === undefined) return [[client, clock, length]];
    const from = Math.max(clock, hit.clock);
    const to = Math.min(clock + length, hit.clock + hit.length);
    return [
      ...this.resolve([client, clock, from - clock]),
      ...this.resolve([hit.client, hit.to + from - hit.clock, to - from]),
      ...this.resolve([client, to, clock + length - to]),
    ];
  }
}
