// A short negotiation with a clock of its own, for what goes through time: who types what when, and moves in between.
import * as Y from 'yjs';
import { rootOf } from '../../shared/board.ts';
import { RULES } from '../../shared/decide/decide.ts';
import { rowHash } from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import type { Move } from '../../shared/moves.ts';
import { SERVER_SEAT } from '../../shared/seats.ts';
import { WorkingBoard } from '../../shared/working-board.ts';
import type { Proposal } from '../../shared/working-board.ts';
import { BOARD, YEARS, newClause } from './boards.ts';
import { frameBy } from './gate-board.ts';

export class TypedLog {
  readonly board = new WorkingBoard();
  readonly rows: Row[] = [];
  readonly #pens = new Map<string, number>();
  at = 1_760_000_000_000;

  constructor() {
    this.#write(
      this.board.offerServerMove(SERVER_SEAT, 'open-the-board', {
        kind: 'openBoard',
        board: BOARD,
        rules: RULES,
      }),
    );
    for (const [seat, party, role] of [
      ['chair-1', null, 'chair'],
      ['drc-1', 'drc', 'head'],
      ['us-1', 'us', 'head'],
    ] as const)
      this.#write(
        this.board.offerServerMove(SERVER_SEAT, `seat-${seat}-0`, {
          kind: 'takeSeat',
          seat,
          party,
          role,
          authorised: true,
        }),
      );
    for (const id of ['a1', 'a2'])
      this.move('chair-1', { kind: 'addClause', clause: newClause(id, [YEARS]) });
  }

  get seq(): number {
    return this.rows.length;
  }

  wait(ms: number): this {
    this.at += ms;
    return this;
  }

  move(seat: string, move: Move): number {
    this.#write(this.board.offerMove(seat, `move-${String(this.rows.length).padStart(6, '0')}`, move));
    return this.seq;
  }

  /** One row a letter, at the text's end, 200 ms apart. */
  types(seat: string, words: string, clause = 'a1', lang: 'en' | 'fr' = 'en'): number {
    for (const letter of words)
      this.wait(200).#frame(seat, (doc) => {
        const text = doc.getText(rootOf(clause, lang));
        text.insert(text.length, letter);
      });
    return this.seq;
  }

  /** Deletes letters from the text's end, one row each. */
  deletes(seat: string, letters: number, clause = 'a1', lang: 'en' | 'fr' = 'en'): number {
    for (let left = letters; left > 0; left -= 1)
      this.wait(200).#frame(seat, (doc) => {
        const text = doc.getText(rootOf(clause, lang));
        text.delete(text.length - 1, 1);
      });
    return this.seq;
  }

  words(clause = 'a1', lang: 'en' | 'fr' = 'en'): string {
    return this.board.doc.getText(rootOf(clause, lang)).toString();
  }

  #frame(seat: string, act: (doc: Y.Doc) => void): void {
    const pen = this.#penOf(seat);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.board.doc), 'remote');
    doc.clientID = pen;
    this.#write(
      this.board.offerText(
        pen,
        frameBy(doc, () => act(doc)),
      ),
    );
  }

  #penOf(seat: string): number {
    const known = this.#pens.get(seat);
    if (known !== undefined) return known;
    const taken = this.board.takePen(seat);
    if (!taken.ok) throw new Error(taken.code);
    this.#write({ ok: true, row: taken.row, admitted: null });
    this.#pens.set(seat, taken.pen);
    return taken.pen;
  }

  #write(proposal: Proposal): void {
    if (!proposal.ok) throw new Error(`refused: ${proposal.code}`);
    if (proposal.row === null) throw new Error('it changes nothing');
    const { kind, seat, body } = proposal.row;
    const header = { seq: this.rows.length + 1, at: this.at, kind, seat };
    const content = { salt: new Uint8Array(16), body };
    const row = { ...header, ...content, hash: rowHash(this.board.hash, header, content) };
    this.board.apply(row, proposal.admitted);
    this.rows.push(row);
  }
}
