// What passes, what is withheld, and what stands in its place: short stories at a table with doors.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { clauseView } from '../../../shared/clause.ts';
import { ledgerEntries } from '../../../shared/ledger.ts';
import { PublicBoard } from '../../../shared/public/public-board.ts';
import { publicKeyframeBytes, publicPartsOf } from '../../../shared/public/public-keyframe.ts';
import { MovementReader } from '../../../shared/movement/movement-reader.ts';
import { AUDIT, BOARD, YEARS, newClause } from '../../support/boards.ts';
import { Negotiation } from '../../support/negotiation.ts';

const CLOSE = { kind: 'closeDoors' } as const;
const OPEN = { kind: 'openDoors' } as const;
const MINUTE = 60_000;

const at = (): Negotiation => Negotiation.at([newClause('a1', [YEARS, AUDIT]), newClause('a2')]);

const opens = (story: Negotiation): void => {
  story.does('drc-1', OPEN);
  story.does('us-1', OPEN);
};

const sees = (story: Negotiation, sight: 'brackets' | 'clean', delayMinutes = 0): void => {
  for (const seat of ['chair-1', 'drc-1', 'us-1'])
    story.does(seat, { kind: 'setPublic', sees: sight, delayMinutes });
};

/** What observers have of it, some time after its last row. */
const publicOf = (story: Negotiation, later = 0): PublicBoard => {
  const board = new PublicBoard();
  for (const row of story.table.rows) board.take(row);
  board.release(story.table.rows.at(-1)!.at + later);
  return board;
};

const text = (board: PublicBoard, clause = 'a1'): string =>
  board.text
    .runs(clause, 'en')
    .map((run) => run.text)
    .join('');

const everything = (board: PublicBoard): string =>
  Buffer.from(Y.encodeStateAsUpdate(board.doc)).toString('latin1');

it('is the table’s own document, byte for byte, while nothing was ever kept from anybody', () => {
  const story = at();
  story.agreesOn('a1', 'shall deliver', 'livre');
  story.types('us-1', 'a1', 'en', ' and report');
  story.deletes('us-1', 'a1', 'en', 'and ');
  story.sets('us-1', 'a1', 'years', 3);
  const board = publicOf(story);
  const { doc, seq } = story.table.working;
  expect(Buffer.from(Y.encodeStateAsUpdate(board.doc))).toEqual(Buffer.from(Y.encodeStateAsUpdate(doc)));
  expect(board.state).toEqual(story.state);
  expect(board.seq).toBe(seq);
});

it('stands still while the doors are closed, its seq and hash too', () => {
  const story = at();
  story.types('us-1', 'a1', 'en', 'before ');
  story.does('us-1', CLOSE);
  const closing = story.table.rows.at(-1)!;
  const then = everything(publicOf(story));
  story.types('us-1', 'a1', 'en', 'inside ');
  story.proposes('us', 'a1');
  story.does('drc-1', OPEN);
  const board = publicOf(story);
  expect(everything(board)).toBe(then);
  expect([board.seq, board.hash]).toEqual([closing.seq, closing.hash]);
  expect(board.state.doors).toEqual({ kind: 'closed', since: closing.at, asking: null });
});

it('shows one entry at the opening, with the texts as they are', () => {
  const story = at();
  story.types('us-1', 'a1', 'en', 'before ');
  story.does('us-1', CLOSE);
  story.types('us-1', 'a1', 'en', 'withdrawn ');
  story.deletes('us-1', 'a1', 'en', 'withdrawn ');
  story.types('us-1', 'a1', 'en', 'kept ');
  story.deletes('us-1', 'a1', 'en', 'before ');
  const entries = ledgerEntries(publicOf(story).doc).length;
  opens(story);
  const board = publicOf(story);
  expect(text(board)).toBe('kept ');
  expect(everything(board)).not.toContain('withdrawn');
  expect(ledgerEntries(board.doc)).toHaveLength(entries + 1);
  expect(
    ledgerEntries(board.doc)
      .at(-1)!
      .events.map(({ type }) => type),
  ).toEqual(['doorsOpened', 'shown']);
  // And typing goes on where it stands.
  story.types('drc-1', 'a1', 'en', 'on', 'kept ');
  expect(text(publicOf(story))).toBe('kept on');
});

it('does not say even the name of an article that came and went inside', () => {
  const story = at();
  story.does('us-1', CLOSE);
  story.does('chair-1', { kind: 'addClause', clause: newClause('secret-article') });
  story.types('us-1', 'secret-article', 'en', 'a word ');
  story.types('us-1', 'a1', 'en', 'another ');
  story.does('drc-1', {
    kind: 'authorise',
    seat: 'drc-2',
    clauses: ['a1', 'secret-article'],
    allowed: false,
  });
  story.does('drc-1', { kind: 'authorise', seat: 'drc-2', clauses: ['secret-article'], allowed: true });
  story.does('drc-1', { kind: 'dropClause', clause: 'secret-article' });
  story.does('us-1', { kind: 'dropClause', clause: 'secret-article' });
  opens(story);
  const board = publicOf(story);
  expect(everything(board)).not.toContain('secret-article');
  expect(everything(board)).not.toContain('a word');
  expect(text(board)).toBe('another ');
  expect(board.state.dropped).toEqual([]);
});

it('keeps notes, reasons, times and openings inside; a revision only as it stands', () => {
  const story = at();
  story.does('us-1', CLOSE);
  story.types('us-1', 'a1', 'en', 'some words ');
  story.does('us-1', { kind: 'propose', clause: 'a1', note: 'first-note' });
  story.does('us-1', { kind: 'withdraw', clause: 'a1', revision: 1 });
  story.sets('us-1', 'a1', 'years', 29);
  story.sets('us-1', 'a1', 'years', 7);
  story.does('us-1', { kind: 'propose', clause: 'a1', note: 'second-note' });
  story.does('drc-1', { kind: 'reserve', clause: 'a1', reason: 'my-reason' });
  opens(story);
  const opened = story.table.rows.at(-1)!.at;
  const board = publicOf(story);
  const [clause] = board.state.clauses;
  expect(everything(board)).not.toMatch(/first-note|second-note|my-reason/);
  expect(clause!.revisions).toMatchObject([{ revision: 2, note: null, at: opened, standing: 'standing' }]);
  expect(clause!.values['years']).toEqual({ us: { value: 7, opening: 7, at: opened, seat: 'us-1' } });
  expect(clause!.reserves).toEqual([{ party: 'drc', seat: 'drc-1', at: opened, reason: '' }]);
  // What was said in the open before it stays as it was said.
  story.does('us-1', { kind: 'withdraw', clause: 'a1', revision: 2 });
  story.does('us-1', { kind: 'propose', clause: 'a1', note: 'openly' });
  story.does('us-1', CLOSE);
  story.sets('us-1', 'a1', 'years', 9);
  opens(story);
  const later = publicOf(story).state.clauses[0]!;
  expect(later.revisions.at(-1)).toMatchObject({ note: 'openly' });
  expect(later.values['years']!['us']).toMatchObject({ value: 9, opening: 7 });
});

it('shows counts alone, and the words of an article that is clean', () => {
  const story = at();
  sees(story, 'clean');
  story.types('drc-1', 'a1', 'en', 'shall deliver ');
  story.proposes('drc', 'a1');
  const apart = publicOf(story);
  expect(everything(apart)).not.toContain('shall deliver');
  const view = clauseView(apart.state, apart.text, apart.state.clauses[0]!);
  expect([view.gap.brackets, view.gap.figures, view.clean]).toEqual([1, 2, false]);
  expect(apart.state.clauses[0]!.revisions).toMatchObject([{ note: null, hash: '0'.repeat(64), values: {} }]);
  story.adopts('us-1', 'a1', 'en', 'shall deliver ');
  for (const seat of ['drc-1', 'us-1']) {
    story.sets(seat, 'a1', 'years', 3);
    story.sets(seat, 'a1', 'audit', true);
  }
  const clean = publicOf(story);
  const seen = clauseView(clean.state, clean.text, clean.state.clauses[0]!);
  expect(seen.clean).toBe(true);
  expect(seen.texts.en.readings).toEqual({ drc: 'shall deliver', us: 'shall deliver' });
  expect(seen.texts.en.readings).toEqual(story.view('a1').texts.en.readings);
});

it('goes back to brackets with every character in its place', () => {
  const story = at();
  story.types('drc-1', 'a1', 'en', 'first ');
  sees(story, 'clean');
  story.types('us-1', 'a1', 'en', 'second ');
  sees(story, 'brackets');
  story.types('drc-1', 'a1', 'en', 'between ', 'first ');
  const board = publicOf(story);
  expect(text(board)).toBe('first between second ');
  expect(board.text.runs('a1', 'en')).toEqual(story.table.working.text.runs('a1', 'en'));
});

it('comes later by as many minutes, and a closing keeps back what was on its way', () => {
  const story = at();
  sees(story, 'brackets', 10);
  story.types('us-1', 'a1', 'en', 'early ');
  expect(text(publicOf(story))).toBe('');
  expect(text(publicOf(story, 10 * MINUTE - 1))).toBe('');
  expect(text(publicOf(story, 10 * MINUTE))).toBe('early ');
  story.does('us-1', CLOSE);
  const closed = publicOf(story, 60 * MINUTE);
  expect(text(closed)).toBe('');
  expect(closed.state.doors.kind).toBe('closed');
  opens(story);
  expect(publicOf(story, 10 * MINUTE - 1).state.doors.kind).toBe('closed');
  expect(text(publicOf(story, 10 * MINUTE))).toBe('early ');
});

it('credits what was moved inside to nobody', () => {
  const story = at();
  for (const seat of ['drc-1', 'us-1']) story.sets(seat, 'a1', 'years', seat === 'drc-1' ? 2 : 20);
  story.types('drc-1', 'a1', 'en', 'shall ');
  story.types('us-1', 'a1', 'en', 'may ');
  story.does('chair-1', { kind: 'openSitting' });
  story.does('us-1', CLOSE);
  story.sets('us-1', 'a1', 'years', 11);
  opens(story);
  story.sets('us-1', 'a1', 'years', 2);
  const board = publicOf(story);
  const reader = new MovementReader();
  for (const row of story.table.rows.slice(0, board.seq))
    if (board.fateOf(row.seq) === 'whole') reader.read(row);
    else reader.pass(row, board.shownAt(row.seq));
  const { movements, dances, points } = reader.result();
  expect(movements).toMatchObject([{ party: 'us', act: 'termSet', terms: [{ from: 11, to: 2 }] }]);
  expect(dances.map(({ value }) => value)).toEqual([2, 20, 11, 2]);
  expect(points.length).toBeGreaterThan(2);
});

it('begins behind closed doors where the board says so', () => {
  const story = Negotiation.at([newClause('a1')], { ...BOARD, doorsClosed: true });
  story.types('us-1', 'a1', 'en', 'inside ');
  const before = publicOf(story);
  expect(before.state.board?.title).toEqual(BOARD.title);
  expect(before.state.clauses).toEqual([]);
  expect(before.state.seats.size).toBe(0);
  opens(story);
  expect(text(publicOf(story))).toBe('inside ');
});

it('is the same from a keyframe, wherever it was taken', () => {
  const story = at();
  sees(story, 'brackets', 1);
  story.types('us-1', 'a1', 'en', 'one ');
  story.does('us-1', CLOSE);
  story.types('us-1', 'a1', 'en', 'two ');
  opens(story);
  sees(story, 'clean');
  story.agreesOn('a2', 'all of it', 'tout');
  const whole = publicOf(story, MINUTE);
  for (let cut = 1; cut < story.table.rows.length; cut += 1) {
    const first = new PublicBoard();
    for (const row of story.table.rows.slice(0, cut)) first.take(row);
    const again = new PublicBoard(publicPartsOf(publicKeyframeBytes(first.parts))!);
    for (const row of story.table.rows.slice(again.read)) again.take(row);
    again.release(story.table.rows.at(-1)!.at + MINUTE);
    expect(everything(again), `cut at ${cut}`).toBe(everything(whole));
    expect(again.state).toEqual(whole.state);
    // Also what a replay is told of it, to the order of the fields.
    for (const { seq } of story.table.rows)
      expect(JSON.stringify(again.shownAt(seq)?.entry)).toBe(JSON.stringify(whole.shownAt(seq)?.entry));
  }
});
