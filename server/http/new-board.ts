// `POST /boards`: a new board, from a text in one language or both, from articles without words, or from both. It is laid
// through the ordinary door by seats of its own, whose places are then free; by invitation the maker takes the chair's.
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { BoardDefinition, BoardId, Localised, Party } from '../../shared/board.ts';
import { NewBoardRequest } from '../../shared/new-board.ts';
import { importTexts } from '../../shared/notation/import.ts';
import type { Imported } from '../../shared/notation/import.ts';
import type { ArticleSource, BoardSource } from '../boards/article.ts';
import { PARTIES } from '../../shared/parties.ts';
import { may } from '../../shared/seats.ts';
import type { Hall } from '../hall.ts';
import { layBoard } from '../lay/lay.ts';
import type { Sessions } from '../sessions.ts';
import { standingOf } from '../standing.ts';
import type { SeatRecord, Store } from '../store/port.ts';
import { cookieWith } from '../tokens.ts';
import { join } from './join.ts';
import type { JoinTools } from './join.ts';
import { problem } from './problem.ts';
import { credentialsOf } from './visit.ts';

const MOST_BOARDS = 200;

export type NewBoardTools = JoinTools & {
  hall: Hall;
  store: Store;
  sessions: Sessions;
  log: Logger;
  secure: boolean;
  random(bytes: number): Uint8Array;
  /** Boards that are not yet laid to the end: nobody is to come in. */
  laying: Set<BoardId>;
};

/** One is laid after the other. */
export const newBoard = (tools: NewBoardTools): RequestHandler => {
  let last: Promise<unknown> = Promise.resolve();
  return async (request, response) => {
    const asked = NewBoardRequest.safeParse(request.body);
    if (!asked.success) return problem(response, 'bad-request', z.prettifyError(asked.error));
    const parties = partiesFrom(asked.data);
    const imported = importFrom(asked.data, parties);
    const title = titleOf(asked.data.title, imported);
    const { report } = imported;
    if (title === null) return problem(response, 'bad-request', 'title: a board needs one');
    if (!imported.ok) return problem(response, 'unreadable-text', undefined, { report });
    const laid = last.then(() => lay(tools, title, { asked: asked.data, imported, parties }));
    last = laid.catch(() => null);
    const source = await laid;
    if (source === null) return problem(response, 'too-many-boards');
    const board = source.definition.id;
    const maker = await makerOf(tools, request);
    await tools.audit({ board, act: 'board-made', by: null, about: board });
    const seated = maker === null ? {} : await seatMaker(tools, board, maker, request, response);
    response.set('Location', `/b/${board}`).status(201);
    response.json({ board, title, articles: source.articles.length, report, ...seated });
  };
};

/** The parties of a new board, each with a label and a name in both languages. */
const partiesFrom = ({ parties }: NewBoardRequest): BoardDefinition['parties'] => {
  if (parties === undefined) return PARTIES;
  const party = ({ id, name, label, colour }: (typeof parties)[number], index: number): Party => ({
    id,
    index,
    name: both(name),
    label: both(label),
    colour,
  });
  return [party(parties[0], 1), party(parties[1], 2)];
};

/** What one language lacks the other gives. */
const both = ({ en, fr }: Localised): Localised => ({ en: en || fr, fr: fr || en });

const NOTHING: Imported = { ok: true, title: null, notice: null, articles: [], report: [] };

const importFrom = (asked: NewBoardRequest, parties: readonly Party[]): Imported => {
  const { text, articles = [], languages } = asked;
  const has = (lang: 'en' | 'fr'): boolean => languages.some((each) => each === lang);
  const brought = { en: has('en') ? (text?.en ?? '') : '', fr: has('fr') ? (text?.fr ?? '') : '' };
  const isBlank = `${brought.en}${brought.fr}`.trim() === '';
  return isBlank && (text === undefined || articles.length > 0)
    ? NOTHING
    : importTexts(brought, parties, languages);
};

const titleOf = (asked: Localised, { title }: Imported): Localised | null => {
  const en = asked.en || title?.en || asked.fr || '';
  const fr = asked.fr || title?.fr || asked.en || '';
  return en === '' && fr === '' ? null : both({ en, fr });
};

/** Null where there are too many. */
const lay = async (
  { hall, store, log, random, laying }: NewBoardTools,
  title: Localised,
  {
    asked,
    imported,
    parties,
  }: { asked: NewBoardRequest; imported: Imported; parties: BoardDefinition['parties'] },
): Promise<BoardSource | null> => {
  if ((await store.boards()).length >= MOST_BOARDS) return null;
  const source = boardFrom(idFor(title, random), title, imported, {
    parties,
    languages: asked.languages,
    articles: asked.articles ?? [],
    doorsClosed: asked.doors === 'closed',
  });
  const { id } = source.definition;
  laying.add(id);
  await store.createBoard(id, Buffer.from(random(12)).toString('hex'));
  await hall.visit(id, (room) => layBoard(room.table, source));
  // A laying that failed stays out of sight: the table is not what was asked for.
  laying.delete(id);
  log.info({ board: id, articles: source.articles.length }, 'a board is laid from a text');
  return source;
};

const idFor = ({ en }: Localised, random: (bytes: number) => Uint8Array): BoardId => {
  const words = en
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return `${words === '' ? 'board' : words}-${Buffer.from(random(5)).toString('hex')}`;
};

export type Wanted = Pick<BoardDefinition, 'parties' | 'languages'> & {
  /** Without words, behind those of the text. */
  articles: NonNullable<NewBoardRequest['articles']>;
  doorsClosed: boolean;
};

const USUAL: Wanted = { parties: PARTIES, languages: ['en', 'fr'], articles: [], doorsClosed: false };

/** What a board is laid from. */
export const boardFrom = (
  id: BoardId,
  title: Localised,
  imported: Imported,
  { parties, languages, articles, doorsClosed }: Wanted = USUAL,
): BoardSource => ({
  definition: {
    id,
    title,
    notice: imported.notice,
    parties,
    languages,
    file: [],
    ...(doorsClosed ? { doorsClosed } : {}),
  },
  articles: [
    ...imported.articles.map((article): ArticleSource => ({
      id: article.id,
      title: article.title,
      terms: [...article.terms],
      openings: article.openings,
      text: article.text,
      countered: false,
      tabled: false,
    })),
    ...articles.map((article, i): ArticleSource => ({
      id: String(imported.articles.length + i + 1),
      title: both(article.title),
      terms: article.terms,
      openings: Object.fromEntries(article.terms.map((term) => [term.id, {}])),
      text: { en: '', fr: '' },
      countered: false,
      tabled: false,
    })),
  ],
  linkages: [],
});

/** By invitation: the chair who asks; null where whoever comes may. */
const makerOf = async (
  { hall, sessions, seats }: NewBoardTools,
  request: Request,
): Promise<SeatRecord | null> => {
  if (seats === 'open') return null;
  for (const { seat } of await sessions.findAll(credentialsOf(request))) {
    if (seat.role === 'observer') continue;
    const standing = await hall.visit(seat.board, (room) => standingOf(room, seat));
    if (may(standing, 'makeBoard')) return seat;
  }
  return null;
};

const seatMaker = async (
  tools: NewBoardTools,
  board: BoardId,
  { name }: SeatRecord,
  request: Request,
  response: Response,
): Promise<object> => {
  const joined = await tools.hall.visit(board, (room) =>
    join(tools, room, { name, party: null, role: 'chair', by: null }),
  );
  if (joined?.ok !== true) throw new Error(`nobody could take the chair of the new board ${board}`);
  const { seat, party, role } = joined.seat;
  response.append('Set-Cookie', cookieWith(request.headers.cookie, board, joined.token, tools));
  return { token: joined.token, seat: { id: seat, name, party, role } };
};
