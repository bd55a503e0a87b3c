// Lays a board: its own seats sit down, the chair sets the agenda, the first party tables every article, the second answers,
// the chair puts forward what is nobody's, and opens the first sitting. All of it by the ordinary door, so that the board's log is like any other.
//
// A laying that was interrupted is taken up where it stopped. Its acts always come in the same order, so the log holds
// a beginning of them: what is there is told by the moves' ids and by each side's words, and only the rest is done.
// The opening of the first sitting is the last act; a board whose log has it is left alone, whatever became of it since.
import { RULES } from '../../shared/decide/decide.ts';
import type { PartyId } from '../../shared/board.ts';
import type { MoveId, ServerMove } from '../../shared/moves.ts';
import type { SeatId } from '../../shared/seats.ts';
import type { ArticleSource, BoardSource } from '../boards/article.ts';
import { Table } from '../table.ts';
import type { TableTools } from '../table.ts';
import { answer, isOffered, offer, table as tableArticle } from './parts.ts';
import type { Part } from './parts.ts';
import { LAST_ACT as TOLD, Performance } from './perform.ts';
import { Scribe, granted } from './scribe.ts';
import { ScriptedClock } from './scripted-clock.ts';
import type { Side, Story } from './story.ts';

const CHAIR: SeatId = 'chair-1';
/** The heads of a story. */
const HEADS = { drc: 'drc-1', us: 'us-1' } as const;
const headOf = (party: PartyId): SeatId => `${party}-1`;
const partiesOf = ({ definition }: BoardSource): readonly [PartyId, PartyId] => [
  definition.parties[0].id,
  definition.parties[1].id,
];
const LAST_ACT: MoveId = 'lay-first-sitting';
/** What an article takes each side on a story's clock. */
const ARTICLE_MS = 120_000;
const PAGE = 2000;

export type LayOptions = {
  /** Awaited between one article and the next of each side, with everything before it durable. */
  pause?: () => Promise<void>;
};

/** Whether the board has been laid to the end. */
export const isLaid = (table: Table): Promise<boolean> =>
  table.read((board) => board.seqOfMove(CHAIR, LAST_ACT) !== undefined);

/**
 * Lays a board, or what is missing of it. While it is at work nobody else may write at that table.
 * @throws where the source asks for what the rules refuse, or the board holds what was not laid
 */
export const layBoard = async (
  table: Table,
  source: BoardSource,
  options: LayOptions = {},
): Promise<void> => {
  if (await isLaid(table)) return;
  await openBoard(table, source);
  await setAgenda(table, source.articles);
  const [first, second] = partiesOf(source);
  await inTurn(table, headOf(first), source, options, tableArticle);
  await inTurn(table, headOf(second), source, options, answer);
  if (source.articles.some((article) => isOffered(source, article)))
    await inTurn(table, CHAIR, source, options, offer);
  if (source.analysisReleased === true) await release(table, source);
  await granted(LAST_ACT, table.move(CHAIR, LAST_ACT, { kind: 'openSitting' }));
};

const release = async (table: Table, source: BoardSource): Promise<void> => {
  for (const party of partiesOf(source)) {
    const id = `lay-${party}-release`;
    await granted(id, table.move(headOf(party), id, { kind: 'releaseAnalysis' }));
  }
};

/**
 * Creates the board where the store has none, lays what is missing, and answers with its table.
 * @throws as `layBoard`, and where the store fails
 */
export const ensureBoard = async (
  tools: TableTools,
  source: BoardSource,
  options: LayOptions = {},
): Promise<Table> => {
  const { id } = source.definition;
  // That it exists already is as good.
  await tools.store.createBoard(id, Buffer.from(tools.random(12)).toString('hex'));
  if (source.story !== undefined) return tellBoard(tools, source, source.story);
  const table = await Table.load(tools, id);
  if (table === null) throw new Error(`the store lost the board ${id}`);
  if (await isLaid(table)) return table;
  const started = tools.now();
  await layBoard(table, source, options);
  await table.rest();
  const seq = await table.read((board) => board.seq);
  tools.log.info({ board: id, rows: seq, ms: tools.now() - started }, 'the board is laid');
  return table;
};

/** A board that tells a whole negotiation: laid, and then performed, on a clock of its own. */
const tellBoard = async (tools: TableTools, source: BoardSource, story: Story): Promise<Table> => {
  const { id } = source.definition;
  const clock = new ScriptedClock(story.begins);
  const table = await Table.load({ ...tools, now: clock.now }, id);
  if (table === null) throw new Error(`the store lost the board ${id}`);
  const isTold = await table.read((board) =>
    Object.values(HEADS).some((seat) => board.seqOfMove(seat, TOLD)),
  );
  if (isTold) return table;
  const started = tools.now();
  const last = await table.read(({ seq }) => seq);
  clock.goTo((await tools.store.rowAt(id, last))?.at ?? story.begins);
  await layBoard(table, source, { pause: () => Promise.resolve(clock.pass(ARTICLE_MS)) });
  const typed = { drc: await typedSince(tools, table, 'drc'), us: await typedSince(tools, table, 'us') };
  const performance = await Performance.of({
    table,
    source,
    clock,
    seats: { ...HEADS, chair: CHAIR },
    typed,
  });
  await performance.play(story.acts);
  await table.rest();
  const rows = await table.read((board) => board.seq);
  tools.log.info({ board: id, rows, ms: tools.now() - started }, 'the board is told');
  return table;
};

/** How many frames a side has typed since the first sitting opened. */
const typedSince = async ({ store }: TableTools, table: Table, side: Side): Promise<number> => {
  const { from, to } = await table.read((board) => ({
    from: board.seqOfMove(CHAIR, LAST_ACT) ?? 0,
    to: board.seq,
  }));
  let frames = 0;
  for (let next = from + 1; next <= to;) {
    const rows = await store.rows(table.board, next, PAGE);
    if (rows.length === 0) break;
    frames += rows.filter((row) => row.kind === 'text' && row.seat === HEADS[side]).length;
    next += rows.length;
  }
  return frames;
};

const openBoard = async (table: Table, source: BoardSource): Promise<void> => {
  const { definition } = source;
  const { opened, seats } = await table.read(({ state }) => ({
    opened: state.board !== null,
    seats: new Set(state.seats.keys()),
  }));
  if (!opened) await serve(table, 'lay-open-board', { kind: 'openBoard', board: definition, rules: RULES });
  for (const party of [null, ...partiesOf(source)]) {
    const seat = party === null ? CHAIR : headOf(party);
    const role = party === null ? 'chair' : 'head';
    if (!seats.has(seat))
      await serve(table, `lay-seat-${seat}`, { kind: 'takeSeat', seat, party, role, authorised: true });
  }
};

const serve = (table: Table, id: MoveId, move: ServerMove): Promise<void> =>
  granted(id, table.serve(id, move));

const setAgenda = async (table: Table, articles: readonly ArticleSource[]): Promise<void> => {
  const added = articles.map(({ id: clause, title, terms }, i) => {
    const id = `lay-agenda-${i + 1}`;
    return granted(id, table.move(CHAIR, id, { kind: 'addClause', clause: { id: clause, title, terms } }));
  });
  await Promise.all(added);
};

/** One side goes through the articles in their order. */
const inTurn = async (
  table: Table,
  seat: SeatId,
  source: BoardSource,
  { pause }: LayOptions,
  play: (part: Part) => void,
): Promise<void> => {
  const scribe = await Scribe.sit(table, seat);
  try {
    for (const [i, article] of source.articles.entries()) {
      play({ source, article, number: i + 1, scribe });
      await scribe.settled();
      await pause?.();
    }
  } finally {
    scribe.leave();
  }
};
