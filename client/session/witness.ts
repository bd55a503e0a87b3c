// This browser as a witness of the log: it keeps the newest row that its seat has seen, and whenever the table shows where its
// log has come to, it asks for the rows in between and follows their chain. A log that does not contain the row that was seen
// is another log, whoever presents it.
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { checkChain, decodeSeenRows } from '../../shared/log.ts';
import type { LogPoint } from '../../shared/log.ts';
import type { Clock } from './clock.ts';

/** A row of the log by its hash in hex. */
const Seen = z.object({ seq: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });
export type Seen = z.infer<typeof Seen>;

export type Testimony =
  /** Nothing was presented yet. */
  | { kind: 'waiting' }
  /** The newest row that the table presented, not yet or never compared with one seen before. */
  | { kind: 'seen'; head: Seen }
  /** The presented log contains what was seen before. */
  | { kind: 'holds'; head: Seen }
  /** It does not. */
  | { kind: 'another'; head: Seen; remembered: Seen };

export type WitnessTools = {
  clock: Clock;
  /** What this browser keeps of this seat at this board. */
  recall(): string | null;
  remember(value: string): void;
  /** Rows of the log from `from` on, as `encodeRows` writes them, or null where nobody answered. */
  rows(from: number): Promise<Uint8Array | null>;
};

const KEEP_MS = 1000;
/** Another tab of the seat may have heard of a row a moment before this one. */
const PATIENCE_MS = 5000;

export class Witness {
  readonly #tools: WitnessTools;
  readonly #listeners = new Set<() => void>();
  #testimony: Testimony = { kind: 'waiting' };
  /** The newest of what the table presented. */
  #head: Seen | null = null;
  #checking = false;
  #checked = false;
  #cancel: (() => void) | null = null;
  #closed = false;

  constructor(tools: WitnessTools) {
    this.#tools = tools;
  }

  get testimony(): Testimony {
    return this.#testimony;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The table shows where its log is now. */
  see(head: Seen): void {
    if (!Seen.safeParse(head).success || head.seq === 0) return;
    if (this.#head?.seq === head.seq && this.#head.hash === head.hash) return;
    this.#head = head;
    if (this.#testimony.kind !== 'another') this.#say({ kind: this.#checked ? 'holds' : 'seen', head });
    if (this.#checked) this.#keepSoon();
    else void this.#check();
  }

  /** The line was cut: what is presented next has to be shown to follow. */
  doubt(): void {
    if (this.#checked) this.#keep();
    this.#checked = false;
  }

  /** Whoever sits here knows of it, and takes the log as it now is. */
  accept(): void {
    if (this.#testimony.kind !== 'another' || this.#head === null) return;
    this.#checked = true;
    this.#say({ kind: 'seen', head: this.#head });
    this.#keep();
  }

  close(): void {
    this.#closed = true;
    if (this.#checked) this.#keep();
    this.#cancel?.();
    this.#listeners.clear();
  }

  async #check(patient = true): Promise<void> {
    const head = this.#head;
    if (head === null || this.#checking || this.#testimony.kind === 'another') return;
    this.#checking = true;
    const remembered = this.#remembered();
    const contains = remembered === null ? true : await this.#contains(head, remembered, patient);
    this.#checking = false;
    if (this.#closed) return;
    if (contains === 'later') this.#checkLater();
    else if (contains) {
      this.#checked = true;
      this.#say({ kind: remembered === null ? 'seen' : 'holds', head: this.#head ?? head });
      this.#keep();
    } else if (remembered !== null) this.#say({ kind: 'another', head, remembered });
  }

  /** Rows that go on coming put nothing off: a log that is too short for now may be another all the same. */
  #checkLater(): void {
    this.#cancel ??= this.#tools.clock.later(PATIENCE_MS, () => {
      this.#cancel = null;
      void this.#check(false);
    });
  }

  /** Whether the log that comes to `head` has the row that was seen; `later` where that cannot be said now. */
  async #contains(head: Seen, remembered: Seen, patient: boolean): Promise<boolean | 'later'> {
    if (remembered.seq > head.seq) return patient ? 'later' : false;
    let at: LogPoint = { seq: remembered.seq, hash: hexToBytes(remembered.hash) };
    while (at.seq < head.seq) {
      const bytes = await this.#tools.rows(at.seq + 1);
      if (bytes === null) return 'later';
      const read = decodeSeenRows(bytes);
      if (!read.ok) return false;
      const rows = read.rows.filter((row) => row.seq <= head.seq);
      if (rows.length === 0) return patient ? 'later' : false;
      const chain = checkChain(rows, at);
      if (!chain.ok) return false;
      at = chain.head;
    }
    return bytesToHex(at.hash) === head.hash;
  }

  #remembered(): Seen | null {
    const kept = this.#tools.recall();
    if (kept === null) return null;
    try {
      return Seen.safeParse(JSON.parse(kept)).data ?? null;
    } catch {
      return null; // something else wrote there
    }
  }

  #keepSoon(): void {
    this.#cancel ??= this.#tools.clock.later(KEEP_MS, () => this.#keep());
  }

  /** Never an older one over a newer: another tab of the seat keeps in the same place. */
  #keep(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#head === null) return;
    const kept = this.#remembered();
    const accepted = this.#testimony.kind === 'seen';
    if (kept === null || kept.seq < this.#head.seq || accepted)
      this.#tools.remember(JSON.stringify(this.#head));
  }

  #say(testimony: Testimony): void {
    this.#testimony = testimony;
    for (const listener of this.#listeners) listener();
  }
}
