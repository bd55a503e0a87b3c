// The honest seats at work beside the attackers, in the same texts: two heads who type, bracket, set figures and point, and come
// to terms again and again in an article of their own. Every answer is awaited, and must come soon enough.
import * as awareness from 'y-protocols/awareness';
import * as Y from 'yjs';
import { LANGUAGES, rootOf } from '../../../shared/board.ts';
import { partyIndexOf } from '../../../shared/pens.ts';
import { clauseOf } from '../../../shared/state.ts';
import { runsOf } from '../../../shared/text/characters.ts';
import type { Dice } from '../gate-random.ts';
import type { Seat } from '../seat.ts';
import { pause } from '../seat.ts';
import { deal } from './deals.ts';
import { valueOf } from './moves.ts';

/** How long an answer may take at the most, whatever else goes on. */
export const DEADLINE_MS = 10_000;

export class Honest {
  readonly seat: Seat;
  readonly #dice: Dice;
  readonly #shared: readonly string[];
  acts = 0;
  slowestMs = 0;
  readonly refused: string[] = [];
  readonly words: string[] = [];

  constructor(seat: Seat, shared: readonly string[], dice: Dice) {
    this.seat = seat;
    this.#shared = shared;
    this.#dice = dice;
  }

  async work(over: () => boolean): Promise<void> {
    while (!over()) {
      await this.#timed(() => this.#act());
      await pause(20 + this.#dice.below(60));
    }
  }

  /** Asks for a move that nobody has a reason to refuse. */
  async asks(move: { kind: string; [field: string]: unknown }): Promise<boolean> {
    const answer = await this.#timed(() => this.seat.move(move));
    if (!answer.ok) this.refused.push(`${move.kind}: ${answer.code}`);
    return answer.ok;
  }

  async #timed<T>(act: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const late = pause(DEADLINE_MS).then(() => {
      throw new Error(`${this.seat.id} had no answer within ${DEADLINE_MS} ms`);
    });
    late.catch(() => undefined); // where the answer came first
    const value = await Promise.race([act(), late]);
    this.slowestMs = Math.max(this.slowestMs, performance.now() - started);
    this.acts += 1;
    return value;
  }

  async #act(): Promise<void> {
    const dice = this.#dice;
    const clause = dice.of(this.#shared);
    const lang = dice.of(LANGUAGES);
    const what = dice.next();
    if (what < 0.6) return this.#types(clause, lang);
    if (what < 0.75) return this.#strikes(clause, lang);
    if (what < 0.85) return this.#sets(clause);
    await this.#points(clause);
  }

  async #types(clause: string, lang: 'en' | 'fr'): Promise<void> {
    const text = this.seat.text(clause, lang);
    const word = ` h${this.seat.id.slice(0, 2)}${this.words.length} `;
    let at = this.#dice.below(text.length + 1);
    while (at > 0 && /[\udc00-\udfff]/.test(text[at] ?? '')) at -= 1;
    this.words.push(word);
    this.seat.type(clause, lang, at, word);
    await this.seat.settled();
  }

  async #strikes(clause: string, lang: 'en' | 'fr'): Promise<void> {
    const own = runsOf(this.seat.doc.getText(rootOf(clause, lang))).filter(
      ({ client }) => partyIndexOf(client) === partyIndexOf(this.seat.pen ?? 0),
    );
    if (own.length < 12) return;
    // What is old: words of the board's own, not those that are counted in the end.
    const { client, clock, text } = own[0]!;
    if (client === this.seat.pen) return;
    await this.#move({ kind: 'strike', clause, lang, ranges: [[client, clock, Math.min(2, text.length)]] });
  }

  async #sets(clause: string): Promise<void> {
    const terms = clauseOf(this.seat.state, clause)?.terms ?? [];
    if (terms.length === 0) return;
    const term = this.#dice.of(terms);
    await this.#move({ kind: 'setTerm', clause, term: term.id, value: valueOf(term, this.#dice) });
  }

  async #move(move: { kind: string; [field: string]: unknown }): Promise<void> {
    const answer = await this.seat.move(move);
    if (!answer.ok && answer.code !== 'split-surrogate') this.refused.push(`${move.kind}: ${answer.code}`);
  }

  async #points(clause: string): Promise<void> {
    const shown = new awareness.Awareness(new Y.Doc());
    const pen = this.seat.pen ?? 0;
    shown.states.set(pen, { clause, lang: 'en', typing: true, cursor: null });
    shown.meta.set(pen, { clock: 1, lastUpdated: 0 });
    const answer = await this.seat.ask('cursor', awareness.encodeAwarenessUpdate(shown, [pen]));
    shown.destroy();
    if (!answer.ok) this.refused.push(`cursor: ${answer.code}`);
  }
}

/** Both heads in the article that is theirs alone. */
export const dealing = async (
  one: Honest,
  other: Honest,
  clause: string,
  over: () => boolean,
): Promise<number> => {
  let deals = 0;
  const of = (seat: Seat): Honest => (seat === one.seat ? one : other);
  while (!over()) {
    const [first, second] = deals % 2 === 0 ? [one, other] : [other, one];
    first.seat.type(clause, 'en', 0, `deal ${deals} `);
    await first.seat.settled();
    if (await deal(first.seat, second.seat, clause, (seat, move) => of(seat).asks(move))) deals += 1;
    await pause(100);
  }
  return deals;
};
