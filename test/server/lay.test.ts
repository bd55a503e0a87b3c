// The board that ships, laid by the ordinary door: that both delegations come to stand where the notation puts them,
// each by its own acts alone, and that a laying that was interrupted ends in the very same log.
import { pino } from 'pino';
import * as Y from 'yjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { drcUsBoard } from '../../server/boards/drc-us/board.ts';
import type { ArticleSource, BoardSource } from '../../server/boards/article.ts';
import { Clerk } from '../../server/clerk.ts';
import { ensureBoard, isLaid, layBoard } from '../../server/lay/lay.ts';
import { loadBoard } from '../../server/load.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import type { Store } from '../../server/store/port.ts';
import { Table } from '../../server/table.ts';
import type { TableTools } from '../../server/table.ts';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import type { Language } from '../../shared/board.ts';
import { clauseView, statusOf, valueOf } from '../../shared/clause.ts';
import { LIVE_LIMITS } from '../../shared/gate/limits.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import { keyframeBytes } from '../../shared/keyframe.ts';
import { checkChain, encodeRows } from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import { Move } from '../../shared/moves.ts';
import { labelsOf } from '../../shared/notation/labels.ts';
import { textOfParty } from '../../shared/notation/nodes.ts';
import type { Node } from '../../shared/notation/nodes.ts';
import { parse } from '../../shared/notation/parse.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import { MoveBody, PenBody, readBody } from '../../shared/row-bodies.ts';
import { clauseOf } from '../../shared/state.ts';
import { sameTermValue } from '../../shared/terms.ts';
import { compile } from '../../shared/text/compilation.ts';
import { positionRanges } from '../../shared/text/position.ts';
import { readingOf } from '../../shared/text/reading.ts';
import { WorkingBoard } from '../../shared/working-board.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { Dice } from '../support/gate-random.ts';

const { definition, articles } = drcUsBoard;
const BOARD = definition.id;
const SIDES = ['drc', 'us'] as const;
type Side = (typeof SIDES)[number];

const silent = pino({ level: 'silent' });

const toolsOn = (store: Store): TableTools => {
  let time = 1_760_000_000_000;
  return {
    store,
    clerk: new Clerk(store, silent),
    log: silent,
    now: () => (time += 3),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  };
};

const rowsOf = async (store: Store): Promise<Row[]> => {
  const rows: Row[] = [];
  for (;;) {
    const more = await store.rows(BOARD, rows.length + 1, 1000);
    if (more.length === 0) return rows;
    rows.push(...more);
  }
};

/** A log as it can be compared: who did what, without times and salts. */
const told = (rows: readonly Row[]): string[] =>
  rows.map(({ kind, seat, body }) => `${kind} ${seat} ${Buffer.from(body).toString('latin1')}`);

const nodesOf = (article: ArticleSource, lang: Language): readonly Node[] => {
  const parsed = parse(article.text[lang], labelsOf(definition.parties, lang));
  if (!parsed.ok) throw new Error(`article ${article.id} does not parse`);
  return parsed.nodes;
};

/** All words of the notation, whoever's they are, in its order. */
const everyWord = (nodes: readonly Node[]): string =>
  nodes.map((node) => textOfParty([node], node.kind === 'bracket' ? (node.party ?? '') : '')).join('');

const groupsIn = (nodes: readonly Node[]): number =>
  nodes.filter((node, i) => node.kind === 'bracket' && nodes[i - 1]?.kind !== 'bracket').length;

const loneOf = (nodes: readonly Node[], side: Side): string[] =>
  nodes.flatMap((node, i) =>
    node.kind === 'bracket' &&
    node.party === side &&
    nodes[i - 1]?.kind !== 'bracket' &&
    nodes[i + 1]?.kind !== 'bracket'
      ? [textOfParty(node.children, side)]
      : [],
  );

const store = new MemoryStore();
let table: Table;
let board: WorkingBoard;
let rows: Row[];
let milliseconds: number;

const movesOf = (seat: string): { row: Row; body: MoveBody }[] =>
  rows
    .filter((row) => row.kind === 'move' && row.seat === seat)
    .map((row) => ({ row, body: readBody(MoveBody, row.body) }));

const clauseNamed = (id: string) => {
  const clause = clauseOf(board.state, id)!;
  return { clause, view: clauseView(board.state, board.text, clause) };
};

beforeAll(async () => {
  const started = performance.now();
  table = await ensureBoard(toolsOn(store), drcUsBoard);
  milliseconds = performance.now() - started;
  rows = await rowsOf(store);
  board = await table.read((working) => working);
});

describe('laying the board', () => {
  it('takes little time and leaves a small log', () => {
    const bytes = encodeRows(rows).length;
    console.info(`${rows.length} rows, ${bytes} bytes, ${Math.round(milliseconds)} ms`);
    expect(milliseconds).toBeLessThan(3000);
    expect(bytes).toBeLessThan(400_000);
  });

  it('seats two heads and a chair, sets the agenda, and ends with the first sitting', () => {
    const { state } = board;
    expect([...state.seats.values()].map(({ id, party, role }) => [id, party, role])).toEqual([
      ['chair-1', null, 'chair'],
      ['drc-1', 'drc', 'head'],
      ['us-1', 'us', 'head'],
    ]);
    expect(state.board).toEqual(definition);
    expect(state.clauses.map(({ id, title, terms }) => ({ id, title, terms }))).toEqual(
      articles.map(({ id, title, terms }) => ({ id, title, terms })),
    );
    expect(state.sittings).toHaveLength(1);
    expect(readBody(MoveBody, rows.at(-1)!.body).events[0]).toEqual({ type: 'sittingOpened', sitting: 1 });
  });

  it('lets the DRC table all its revisions before the US says a word', () => {
    const released = movesOf('drc-1').find(({ body }) => body.move.kind === 'releaseAnalysis')!.row.seq;
    const lastOfDrc = rows.findLast(({ seat, seq }) => seat === 'drc-1' && seq !== released)!.seq;
    const firstOfUs = rows.find(({ seat }) => seat === 'us-1')!.seq;
    expect(lastOfDrc).toBeLessThan(firstOfUs);
  });
});

describe.each(articles)('article $id, laid', (article) => {
  it.each(LANGUAGES)('reads for each party as the notation says, and compiles alike (%s)', (lang) => {
    const nodes = nodesOf(article, lang);
    const { readings, compilation } = clauseNamed(article.id).view.texts[lang];
    const drafted = SIDES.map((side) => readingOf(textOfParty(nodes, side)));
    expect(SIDES.map((side) => readings[side])).toEqual(drafted);
    expect(compilation).toEqual(compile([drafted[0]!, drafted[1]!], SIDES));
  });

  it.each(LANGUAGES)('holds every word in the order of the notation, and no other (%s)', (lang) => {
    expect(board.doc.getText(rootOf(article.id, lang)).toJSON()).toBe(everyWord(nodesOf(article, lang)));
  });

  it('opens its terms as drafted', () => {
    const { clause } = clauseNamed(article.id);
    for (const term of article.terms)
      for (const side of SIDES) {
        const stand = clause.values[term.id]![side]!;
        expect([stand.value, stand.opening]).toEqual([
          article.openings[term.id]![side],
          article.openings[term.id]![side],
        ]);
      }
  });

  it('has the gap that was drafted', () => {
    const { gap, clean } = clauseNamed(article.id).view;
    const open = article.terms.filter(
      ({ id }) => !sameTermValue(article.openings[id]!.drc!, article.openings[id]!.us!),
    );
    expect(gap.figures).toBe(open.length);
    for (const lang of LANGUAGES) expect(gap.languages[lang].brackets).toBe(groupsIn(nodesOf(article, lang)));
    expect(clean).toBe(false);
  });

  it('stands proposed, or countered by a revision of exactly what the US then says', () => {
    const { clause, view } = clauseNamed(article.id);
    expect(statusOf(clause)).toBe(article.countered ? 'countered' : 'proposed');
    const expected = article.countered ? ['drc', 'us'] : ['drc'];
    expect(clause.revisions.map(({ party, standing }) => [party, standing])).toEqual(
      expected.map((party) => [party, 'standing']),
    );
    for (const revision of clause.revisions) {
      for (const lang of LANGUAGES)
        expect(revision.held[lang].ranges()).toEqual(
          positionRanges(view.texts[lang].stretches, revision.party),
        );
      for (const { id } of article.terms)
        expect(revision.values[id]).toEqual(valueOf(clause, id, revision.party));
    }
    expect(clause.revisions[1]?.counters).toBe(article.countered ? 1 : undefined);
  });
});

describe('the record of the laying', () => {
  it('has notes in both languages under some revisions of both sides', () => {
    const notes = board.state.clauses.flatMap(({ id, revisions }) =>
      revisions.flatMap(({ party, note }) => (note === null ? [] : [{ id, party, note }])),
    );
    expect(notes.filter(({ party }) => party === 'drc').length).toBeGreaterThanOrEqual(5);
    expect(notes.filter(({ party }) => party === 'us').length).toBeGreaterThanOrEqual(5);
    for (const { id, party, note } of notes) {
      const drafted = drcUsBoard.course![id]!.notes![party as Side]!;
      expect(note).toBe(`${drafted.en} / ${drafted.fr}`);
    }
  });

  it('shows the US striking words of the DRC that it had included', () => {
    const struck = new Map<string, string[]>();
    for (const { body } of movesOf('us-1'))
      for (const event of body.events)
        if (event.type === 'struck')
          struck.set(event.clause, [...(struck.get(event.clause) ?? []), event.words]);
    const alone = [...struck].filter(([id, words]) => {
      const lone = loneOf(
        nodesOf(
          articles.find((article) => article.id === id)!,
          'en',
        ),
        'drc',
      );
      return lone.length > 0 && lone.every((text) => words.includes(text));
    });
    expect(alone.length).toBeGreaterThanOrEqual(3);
  });

  it('gives no party a word that it did not type or adopt itself', () => {
    const held = { drc: IdSet.empty, us: IdSet.empty };
    const sideOf = (seat: string): Side => (seat === 'drc-1' ? 'drc' : 'us');
    for (const row of rows) {
      if (row.kind === 'text') {
        const side = sideOf(row.seat);
        const { structs, ds } = Y.decodeUpdate(row.body);
        expect(ds.clients.size).toBe(0);
        const typed = structs.map(({ id, length }): Range => [id.client, id.clock, length]);
        for (const [client] of typed)
          expect(partyIndexOf(client)).toBe(definition.parties.find(({ id }) => id === side)!.index);
        held[side] = held[side].with(typed);
      }
      if (row.kind !== 'move') continue;
      for (const event of readBody(MoveBody, row.body).events) {
        if (event.type !== 'adopted' && event.type !== 'struck') continue;
        expect(event.party).toBe(sideOf(row.seat));
        const own = held[sideOf(row.seat)];
        held[sideOf(row.seat)] =
          event.type === 'adopted' ? own.with(event.ranges) : own.without(event.ranges);
      }
    }
    for (const side of SIDES) {
      const included = board.state.clauses.flatMap((clause) => {
        const { view } = clauseNamed(clause.id);
        return LANGUAGES.flatMap((lang) => positionRanges(view.texts[lang].stretches, side));
      });
      expect(IdSet.of(included).ranges()).toEqual(held[side].ranges());
      expect(IdSet.of(included).size).toBeGreaterThan(20_000);
    }
  });

  it('is of small frames, several to a text, and of moves with ids of their own', () => {
    const frames = rows.filter(({ kind }) => kind === 'text');
    expect(frames.length).toBeGreaterThan(2 * 2 * articles.length);
    for (const { body } of frames) expect(body.length).toBeLessThan(LIVE_LIMITS.bytes / 16);
    const ids = ['server', 'chair-1', 'drc-1', 'us-1'].flatMap((seat) =>
      movesOf(seat).map(({ body }) => body.id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^lay-[a-z0-9-]{4,36}$/);
    expect(rows.filter(({ kind }) => kind === 'pen').map(({ body }) => readBody(PenBody, body).seat)).toEqual(
      ['drc-1', 'us-1'],
    );
  });

  it('is decided alike when it is asked again', () => {
    const again = new WorkingBoard();
    let moves = 0;
    for (const row of rows) {
      if (row.kind === 'move' && row.seat !== 'server') {
        const body = readBody(MoveBody, row.body);
        const proposal = again.offerMove(row.seat, body.id, Move.parse(body.move));
        if (!proposal.ok || proposal.row === null) throw new Error(`row ${row.seq} would not be written`);
        expect(readBody(MoveBody, proposal.row.body)).toEqual(body);
        moves += 1;
      }
      again.apply(row);
    }
    expect(moves).toBeGreaterThan(200);
  });

  it('loads again to the same board, with its keyframe and without', async () => {
    expect(checkChain(rows)).toMatchObject({ ok: true, head: { seq: rows.length } });
    const before = keyframeBytes(board.parts);
    expect(await store.latestKeyframe(BOARD)).toMatchObject({ seq: rows.length });
    const quick = await loadBoard(toolsOn(store), BOARD);
    expect(keyframeBytes(quick.parts)).toEqual(before);
    const whole = new WorkingBoard();
    for (const row of rows) whole.apply(row);
    expect(keyframeBytes(whole.parts)).toEqual(before);
  });
});

describe('a laying that was interrupted', () => {
  /** A store in which only the first rows were written. */
  const cutAt = async (seq: number): Promise<MemoryStore> => {
    const cut = new MemoryStore();
    await cut.createBoard(BOARD, 'epoch');
    await cut.append([{ board: BOARD, expectedSeq: 0, rows: rows.slice(0, seq) }]);
    return cut;
  };

  it('is finished with the very same acts, wherever it stopped', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const dice = new Dice(seed);
    const strike = rows.findIndex(
      ({ body, seat }) => seat === 'us-1' && Buffer.from(body).includes('"struck"'),
    );
    const pens = rows.filter(({ kind }) => kind === 'pen').map(({ seq }) => seq);
    const cuts = [
      0,
      1,
      3,
      ...pens,
      strike + 1,
      rows.length - 1,
      ...Array.from({ length: 6 }, () => dice.below(rows.length)),
    ];
    for (const cut of cuts) {
      const interrupted = await cutAt(cut);
      const finished = await ensureBoard(toolsOn(interrupted), drcUsBoard);
      expect(await isLaid(finished)).toBe(true);
      expect(told(await rowsOf(interrupted)), `seed ${seed}, cut ${cut}`).toEqual(told(rows));
    }
  }, 30_000);

  it('is not laid twice, nor touched once people have negotiated on it', async () => {
    const laid = await cutAt(rows.length);
    const tools = toolsOn(laid);
    const again = await ensureBoard(tools, drcUsBoard);
    await layBoard(again, drcUsBoard);
    expect((await rowsOf(laid)).length).toBe(rows.length);
    const answer = await again.move('chair-1', 'adjourn-now', { kind: 'adjourn' });
    expect(answer.ok).toBe(true);
    await ensureBoard(tools, drcUsBoard);
    expect((await rowsOf(laid)).length).toBe(rows.length + 1);
  });

  it('ends alike although the store fails, conflicts and loses an answer meanwhile', async () => {
    const memory = new MemoryStore();
    const faulty = faultyStore(memory);
    let articlesDone = 0;
    const pause = async (): Promise<void> => {
      articlesDone += 1;
      if (articlesDone === 4 || articlesDone === 22) faulty.failNextAppend();
      if (articlesDone === 8 || articlesDone === 26) faulty.conflictNextAppend();
      if (articlesDone === 12 || articlesDone === 30) faulty.loseNextAnswer();
    };
    await ensureBoard(toolsOn(faulty), drcUsBoard, { pause });
    expect(articlesDone).toBe(2 * articles.length);
    expect(faulty.counts.asked).toBeGreaterThan(faulty.counts.written);
    expect(told(await rowsOf(memory))).toEqual(told(rows));
  });
});

describe('what cannot be laid', () => {
  const withText = (en: string): BoardSource => ({
    ...drcUsBoard,
    articles: [{ ...articles[0]!, text: { ...articles[0]!.text, en } }],
  });

  it.each([
    ['unbalanced brackets', '1. The Parties [DRC: shall', /never closed/],
    ['nested brackets', '1. The Parties [DRC: shall [US: may] not] act.', /inside another/],
  ])('is refused by name: %s', async (_, en, why) => {
    await expect(ensureBoard(toolsOn(new MemoryStore()), withText(en))).rejects.toThrow(why);
  });

  it('is a figure out of bounds', async () => {
    const [article] = articles.slice(1);
    const [term] = article!.terms;
    const openings = { ...article!.openings, [term!.id]: { drc: -1, us: 1 } };
    const source: BoardSource = { ...drcUsBoard, articles: [{ ...article!, openings }] };
    await expect(ensureBoard(toolsOn(new MemoryStore()), source)).rejects.toThrow(/out-of-bounds/);
  });

  it('is a board on which somebody has already typed something else', async () => {
    const first = new MemoryStore();
    await first.createBoard(BOARD, 'epoch');
    const upToPen = rows.find(({ kind }) => kind === 'pen')!.seq;
    await first.append([{ board: BOARD, expectedSeq: 0, rows: rows.slice(0, upToPen) }]);
    const tools = toolsOn(first);
    const used = (await Table.load(tools, BOARD))!;
    const doc = new Y.Doc();
    const { pen } = readBody(PenBody, rows[upToPen - 1]!.body);
    doc.clientID = pen;
    doc.getText(rootOf('1', 'en')).insert(0, 'Something else.');
    expect((await used.text(pen, Y.encodeStateAsUpdate(doc))).ok).toBe(true);
    await expect(ensureBoard(tools, drcUsBoard)).rejects.toThrow(/not laid/);
  });
});
