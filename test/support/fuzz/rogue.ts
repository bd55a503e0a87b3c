// An attacker with a seat of its own and a real connection: it follows the board as a browser does, and sends whatever may break
// it. What it was granted it remembers, so that in the end each of its rows in the log can be held against an answer.
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { LANGUAGES, rootOf } from '../../../shared/board.ts';
import type { Move, MoveKind } from '../../../shared/moves.ts';
import { partyIndexOf } from '../../../shared/pens.ts';
import type { SeatId } from '../../../shared/seats.ts';
import { signedBytes } from '../../../shared/signing.ts';
import { viewOf } from '../../../shared/text/characters.ts';
import type { Answer, DoneAnswer } from '../../../shared/wire.ts';
import type { Dice } from '../gate-random.ts';
import type { Reached } from '../law-reached.ts';
import type { Seat } from '../seat.ts';
import { pause } from '../seat.ts';
import { cursorOf } from './cursors.ts';
import { bentOf, deskOf, editOn, grammatical, noFrame } from './frames.ts';
import { KINDS, moveOf } from './moves.ts';
import { oddValue, oddlyOf } from './odd.ts';
import { isTooMuch, waitOf } from './paced.ts';

const UNANSWERED_MS = 15_000;
const ODD_EVENTS = [
  'error',
  'message',
  'connect_error',
  'disconnecting',
  'newListener',
  '__proto__',
  'constructor',
  'toString',
  'row',
  'roster',
  '',
  'x'.repeat(2000),
];

/** They know of one another. */
export const conspire = (rogues: readonly Rogue[]): void => {
  for (const one of rogues)
    for (const other of rogues) if (one !== other && one.board === other.board) one.mates.push(other.seat.id);
};

export class Rogue {
  readonly seat: Seat;
  readonly board: string;
  readonly #dice: Dice;
  readonly #reached: Reached;
  /** The rows that it was told of as its own. */
  readonly granted = new Set<number>();
  readonly unanswered: string[] = [];
  /** The seats to which it hands the lead: those that one of them holds, since a lead with nobody is lost. */
  readonly mates: SeatId[] = [];
  lost = 0;
  #secret: Uint8Array | null = null;
  #moves = 0;

  constructor(seat: Seat, board: string, dice: Dice, reached: Reached) {
    this.seat = seat;
    this.board = board;
    this.#dice = dice;
    this.#reached = reached;
  }

  async work(over: () => boolean): Promise<void> {
    while (!over()) {
      if (!this.seat.live || this.seat.pen === null) await pause(30);
      else await this.#act();
    }
  }

  async #act(): Promise<void> {
    const what = this.#dice.next();
    // Its own document must not be taken for the pen's: it never writes into it.
    this.seat.doc.clientID = 7;
    if (what < 0.3) return this.#frames();
    if (what < 0.62) return this.#moveSome();
    if (what < 0.8) return this.#points();
    if (what < 0.86) return this.#saysNothing();
    if (what < 0.92) return this.#oddEvents();
    if (what < 0.97) return this.#sits();
    if (what < 0.98) return this.#goes();
    await pause(this.#dice.below(50));
  }

  #scene() {
    const { doc, pen, state } = this.seat;
    const roots = state.clauses.flatMap(({ id }) => LANGUAGES.map((lang) => rootOf(id, lang)));
    return { doc, pen: pen ?? 0, roots };
  }

  /** Several frames of one editor, some of them bent before they are sent as they were. */
  async #frames(): Promise<void> {
    const dice = this.#dice;
    const scene = this.#scene();
    if (scene.roots.length === 0) return;
    const desk = deskOf(scene);
    const mine = (client: number): boolean =>
      partyIndexOf(client) === partyIndexOf(scene.pen) || dice.chance(0.05);
    for (let left = 3 + dice.below(5); left > 0 && this.seat.pen === scene.pen; left -= 1) {
      const frame = editOn(desk, scene.roots, dice, mine);
      const bent =
        frame === null ? [] : Array.from({ length: dice.below(4) }, () => bentOf(frame, scene, dice));
      const wild = Array.from({ length: dice.below(3) }, () =>
        grammatical({ ...scene, doc: this.seat.doc }, dice),
      );
      await Promise.all([...bent, ...wild].map((each) => this.#says('text', each)));
      if (frame === null || dice.chance(0.2)) continue;
      const answer = await this.#says('text', frame);
      if (answer === null || !answer.ok) break; // what its editor made behind it hangs in the air
    }
    desk.destroy();
  }

  /** One after the other through all kinds, several at once. */
  async #moveSome(): Promise<void> {
    const from = this.#moves;
    await Promise.all([0, 1, 2, 3, 4].map((i) => this.#move(KINDS[(from + i) % KINDS.length]!)));
  }

  /** A move as it should be, signed if the seat's are; whether it was granted. */
  async asks(move: { kind: string; [field: string]: unknown }): Promise<boolean> {
    if (!this.seat.live) return false;
    this.#moves += 1;
    const id = `rogue-${this.seat.id}-${this.#moves}`;
    const signed = this.#secret === null ? {} : { signed: this.#signs(id, move, this.#secret) };
    const answer = await this.#says('move', { id, ...move, ...signed });
    if (answer?.ok === true) this.#reached.add(`granted ${move.kind}`);
    return answer?.ok === true;
  }

  async #move(kind: MoveKind): Promise<void> {
    const dice = this.#dice;
    const { state, doc, id: seat } = this.seat;
    const showing = kind === 'showKey' && this.#secret === null && dice.chance(0.3);
    const secret = showing ? Uint8Array.from({ length: 32 }, () => dice.below(256)) : this.#secret;
    const plain = moveOf(kind, { state, text: viewOf(doc), seat }, dice);
    if (showing && secret !== null) plain['key'] = bytesToHex(ed25519.getPublicKey(secret));
    if (kind === 'handOver') plain['seat'] = dice.of([seat, ...this.mates]);
    this.#moves += 1;
    const id = `rogue-${seat}-${this.#moves}`;
    const bent = !showing && kind !== 'handOver' && dice.chance(0.35);
    const fields = { id, ...plain };
    const signed = secret === null || dice.chance(0.1) ? {} : { signed: this.#signs(id, plain, secret) };
    const request: unknown = bent ? oddlyOf({ ...fields, ...signed }, dice) : { ...fields, ...signed };
    this.#reached.add(`asked ${kind}`);
    const answer = await this.#says('move', dice.chance(0.02) ? oddValue(dice) : request);
    if (answer === null || !answer.ok) return;
    this.#reached.add(`granted ${kind}`);
    if (showing) this.#secret = secret;
    if (dice.chance(0.1)) await this.#says('move', request); // once more under the same id
  }

  #signs(id: string, move: object, secret: Uint8Array): object {
    const { seq: on, hash } = this.seat;
    const bytes = signedBytes({ board: this.board, seat: this.seat.id, id, move: move as Move, on, hash });
    return {
      on,
      hash,
      by: bytesToHex(ed25519.getPublicKey(secret)),
      signature: bytesToHex(ed25519.sign(bytes, secret)),
    };
  }

  async #points(): Promise<void> {
    const others = [...this.seat.cursors.keys(), 33];
    const clause = this.seat.state.clauses[0]?.id ?? '1';
    await Promise.all(
      Array.from({ length: 4 }, () =>
        this.#says('cursor', cursorOf(this.seat.pen ?? 0, others, clause, this.#dice)),
      ),
    );
  }

  /** Names that nobody listens to, arguments too many or too few, acknowledgements that are none. */
  async #oddEvents(): Promise<void> {
    const dice = this.#dice;
    for (let left = 1 + dice.below(5); left > 0; left -= 1) {
      const event = dice.chance(0.5) ? dice.of(ODD_EVENTS) : dice.of(['sit', 'text', 'move', 'cursor']);
      const given = Array.from({ length: dice.below(4) }, () => oddValue(dice));
      this.#reached.add('odd events');
      try {
        this.seat.socket.emit(event, ...given);
      } catch {
        this.#reached.add('not sent'); // the client refuses to say it: too deep, or a name of its own
      }
    }
    await this.#says('text');
  }

  async #sits(): Promise<void> {
    const dice = this.#dice;
    const { pen, seq, epoch } = this.seat;
    const plain = { protocol: 1, pen, seq, epoch, stateVector: new Uint8Array([0]) };
    // A fresh pen would be another's than the one that it counts on.
    const request = dice.chance(0.3)
      ? plain
      : { ...oddlyOf(plain, dice), protocol: dice.of([1.5, '1', 2, null]) };
    await this.#says('sit', request);
  }

  async #saysNothing(): Promise<void> {
    await this.#says(this.#dice.of(['text', 'move', 'cursor']), noFrame(this.#scene(), this.#dice));
  }

  /** Away without a word, and back. */
  async #goes(): Promise<void> {
    this.#reached.add('went and came back');
    this.seat.socket.disconnect();
    await pause(this.#dice.below(100));
    this.seat.socket.connect();
  }

  /** Says it and hears the answer; null where there was none, since the line was cut. */
  async #says(event: string, ...given: unknown[]): Promise<Answer<DoneAnswer> | null> {
    const answer = await this.#answered(event, given);
    this.#reached.add(`said ${event}`);
    if (typeof answer === 'string') {
      this.#reached.add(answer);
      if (answer === 'late') this.unanswered.push(event);
      // What was under way when the line was cut may have been granted all the same.
      if (answer === 'cut off') this.lost += 1;
      return null;
    }
    if (answer.ok) this.#wasGranted(event, answer);
    else this.#reached.add(`refused ${answer.code}`);
    if (!answer.ok && isTooMuch(answer.code)) await this.#waits(answer);
    return answer;
  }

  /** As long as it is told to; whoever was too fast sits down again before anything else of theirs is read. */
  async #waits(answer: object): Promise<void> {
    await pause(waitOf(answer));
    const { pen, seq, epoch } = this.seat;
    if (this.seat.live) this.seat.socket.emit('sit', { protocol: 1, pen, seq, epoch }, () => undefined);
  }

  #answered(event: string, given: unknown[]): Promise<Answer<DoneAnswer> | 'cut off' | 'late' | 'not sent'> {
    const { socket } = this.seat;
    return new Promise((resolve) => {
      const end = (answer: Answer<DoneAnswer> | 'cut off' | 'late' | 'not sent'): void => {
        clearTimeout(late);
        socket.off('disconnect', cut);
        resolve(answer);
      };
      const cut = (): void => end('cut off');
      // What was said while the line was down waits in the client for the next line, and no cut is told of it.
      const late = setTimeout(() => end(socket.connected ? 'late' : 'cut off'), UNANSWERED_MS);
      socket.once('disconnect', cut);
      try {
        socket.emit(event, ...given, end);
      } catch {
        end('not sent'); // the client refuses to say it: too deep, or no JSON
      }
    });
  }

  #wasGranted(event: string, answer: DoneAnswer): void {
    this.#reached.add(`admitted ${event}`);
    if (event !== 'cursor' && event !== 'sit') this.granted.add(answer.seq);
  }
}
