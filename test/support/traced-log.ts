// A long log of real keystrokes: two members of one delegation typing into one text at once (a public trace), again in
// other texts until there are enough rows, with moves in between. Through the gate, like any log.
import * as Y from 'yjs';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import type { Language } from '../../shared/board.ts';
import { RULES } from '../../shared/decide/decide.ts';
import { rowHash } from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import type { Move } from '../../shared/moves.ts';
import { SERVER_SEAT } from '../../shared/seats.ts';
import { WorkingBoard } from '../../shared/working-board.ts';
import type { Proposal } from '../../shared/working-board.ts';
import { BOARD, YEARS, newClause } from './boards.ts';
import { frameBy } from './gate-board.ts';
import { patch, readTrace, seenBy } from './trace.ts';
import type { Trace } from './trace.ts';

/** Somebody's keystrokes come some hundred milliseconds apart, and there are pauses. */
const pauseBefore = (row: number): number => (row % 400 === 0 ? 600_000 : row % 17 === 0 ? 2400 : 180);

class Writer {
  readonly board = new WorkingBoard();
  readonly rows: Row[] = [];
  texts = 0;
  moves = 0;
  #at = 1_760_000_000_000;

  write(proposal: Proposal): boolean {
    if (!proposal.ok) throw new Error(`refused: ${proposal.code} ${proposal.detail ?? ''}`);
    if (proposal.row === null) return false;
    const { kind, seat, body } = proposal.row;
    const seq = this.rows.length + 1;
    this.#at += pauseBefore(seq);
    const header = { seq, at: this.#at, kind, seat };
    const content = { salt: crypto.getRandomValues(new Uint8Array(16)), body };
    const row = { ...header, ...content, hash: rowHash(this.board.hash, header, content) };
    this.board.apply(row, proposal.admitted);
    this.rows.push(row);
    if (kind === 'text') this.texts += 1;
    if (kind === 'move') this.moves += 1;
    return true;
  }

  move(seat: string, move: Move): void {
    this.write(this.board.offerMove(seat, `move-${String(this.rows.length).padStart(6, '0')}`, move));
  }

  pen(seat: string): number {
    const taken = this.board.takePen(seat);
    if (!taken.ok) throw new Error(taken.code);
    this.write({ ok: true, row: taken.row, admitted: null });
    return taken.pen;
  }

  lay(clauses: readonly string[]): void {
    const serve = (id: string, move: Parameters<WorkingBoard['offerServerMove']>[2]): unknown =>
      this.write(this.board.offerServerMove(SERVER_SEAT, id, move));
    serve('open-the-board', { kind: 'openBoard', board: BOARD, rules: RULES });
    const seats = [
      ['chair-1', null, 'chair'],
      ['drc-1', 'drc', 'head'],
      ['us-1', 'us', 'head'],
      ['us-2', 'us', 'member'],
      ['us-3', 'us', 'member'],
    ] as const;
    for (const [seat, party, role] of seats)
      serve(`seat-${seat}-0`, { kind: 'takeSeat', seat, party, role, authorised: true });
    for (const clause of clauses)
      this.move('chair-1', { kind: 'addClause', clause: newClause(clause, [YEARS]) });
    this.move('chair-1', { kind: 'openSitting' });
  }
}

/** Texts into which nobody types any more: words there can be taken over without holding up the two who type. */
type Done = { clauses: string[]; texts: { clause: string; lang: Language }[] };

/** A move that changes something, another each time. */
const moveInBetween = (writer: Writer, clause: string, nth: number, done: Done): void => {
  const { board } = writer;
  const party = nth % 2 === 0 ? 'drc' : 'us';
  const finished = done.clauses.at(-1);
  const text = done.texts.at(-1);
  if (nth % 50 === 1 && finished !== undefined)
    writer.move('us-1', { kind: 'setTerm', clause: finished, term: 'years', value: 1 + (nth % 29) });
  if (nth % 50 === 1 && finished !== undefined) writer.move('us-1', { kind: 'propose', clause: finished });
  else if (nth % 3 === 0 && text !== undefined) adoptSome(writer, text, nth);
  else if (nth % 400 === 2) {
    const sits = board.state.sittings.at(-1)?.adjournedAt === null;
    writer.move('chair-1', { kind: sits ? 'adjourn' : 'openSitting' });
  } else {
    const value = 1 + ((nth * 13 + (party === 'us' ? 5 : 0)) % 30);
    writer.move(`${party}-1`, { kind: 'setTerm', clause, term: 'years', value });
  }
};

const adoptSome = (writer: Writer, { clause, lang }: Done['texts'][number], nth: number): void => {
  const { board } = writer;
  const runs = board.text.runs(clause, lang);
  const run = runs[(nth * 7919) % Math.max(1, runs.length)];
  if (run === undefined) return;
  const found = board.state.clauses.find((each) => each.id === clause);
  const kind = found?.adopted['drc']?.has(run.client, run.clock) === true ? 'strike' : 'adopt';
  const length = /[\ud800-\udbff]/.test(run.text) ? run.text.length : Math.min(run.text.length, 12);
  writer.move('drc-1', { kind, clause, lang, ranges: [[run.client, run.clock, length]] });
};

export type TracedLog = { rows: Row[]; texts: number; moves: number; board: WorkingBoard };

/** At least `texts` rows of text, and nearly `moves` of moves. */
export const tracedLog = (texts: number, moves: number): TracedLog => {
  const trace = readTrace();
  const seen = seenBy(trace);
  const rounds = Math.ceil(texts / trace.txns.length);
  const clauses = Array.from({ length: Math.ceil(rounds / 2) }, (_, i) => `a${i + 1}`);
  const writer = new Writer();
  writer.lay(clauses);
  const done: Done = { clauses: [], texts: [] };
  for (let round = 0; writer.texts < texts; round += 1) {
    const [clause, lang] = [clauses[round >> 1] ?? 'a1', LANGUAGES[round % 2] ?? 'en'];
    playTrace(writer, trace, seen, { clause, lang, texts, moves, done });
    done.texts.push({ clause, lang });
    if (lang === 'fr') done.clauses.push(clause);
  }
  return writer;
};

const playTrace = (
  writer: Writer,
  trace: Trace,
  seen: readonly number[][],
  {
    clause,
    lang,
    texts,
    moves,
    done,
  }: { clause: string; lang: Language; texts: number; moves: number; done: Done },
): void => {
  const root = rootOf(clause, lang);
  const pens = Array.from({ length: trace.numAgents }, (_, agent) => writer.pen(`us-${agent + 2}`));
  const docs = pens.map((pen) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer.board.doc), 'remote');
    doc.clientID = pen;
    return doc;
  });
  const sent: Uint8Array[][] = docs.map(() => []);
  const heard = docs.map(() => docs.map(() => 0));
  for (const [i, { agent, patches }] of trace.txns.entries()) {
    if (writer.texts >= texts) return;
    const doc = docs[agent];
    const ears = heard[agent];
    if (doc === undefined || ears === undefined) throw new Error(`no agent ${agent}`);
    for (const [other, count] of (seen[i] ?? []).entries()) {
      if (other === agent) continue;
      for (const frame of sent[other]?.slice(ears[other] ?? 0, count) ?? [])
        Y.applyUpdate(doc, frame, 'remote');
      ears[other] = Math.max(ears[other] ?? 0, count);
    }
    const frame = frameBy(doc, () => patch(doc.getText(root), patches));
    sent[agent]?.push(frame);
    writer.write(writer.board.offerText(pens[agent] ?? 0, frame));
    if (writer.moves < moves && writer.texts * moves > writer.moves * texts)
      moveInBetween(writer, clause, writer.moves, done);
  }
};
