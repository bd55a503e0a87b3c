// `POST /boards`: a new board from a text in one language or both. While seats are open anybody may lay one. It is laid
// through the ordinary door by seats of its own, whose places are then free for whoever comes.
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { BoardId, Localised } from '../../shared/board.ts';
import { MOST_CHARACTERS, importTexts } from '../../shared/notation/import.ts';
import type { Imported } from '../../shared/notation/import.ts';
import type { ArticleSource, BoardSource } from '../boards/article.ts';
import { PARTIES } from '../../shared/parties.ts';
import type { Hall } from '../hall.ts';
import { layBoard } from '../lay/lay.ts';
import type { Store } from '../store/port.ts';
import { problem } from './problem.ts';

const MOST_BOARDS = 200;

export type NewBoardTools = {
  hall: Hall;
  store: Store;
  log: Logger;
  random(bytes: number): Uint8Array;
  /** Boards that are not yet laid to the end: nobody is to come in. */
  laying: Set<BoardId>;
};

const Text = z.string().max(2 * MOST_CHARACTERS);
const Title = z
  .string()
  .max(300)
  .transform((title) =>
    title
      .normalize('NFC')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  );
export const NewBoardRequest = z.object({
  /** Empty where the text has one of its own. */
  title: z.object({ en: Title, fr: Title }),
  text: z.object({ en: Text, fr: Text }),
});
export type NewBoardRequest = z.infer<typeof NewBoardRequest>;

/** One is laid after the other. */
export const newBoard = (tools: NewBoardTools): RequestHandler => {
  let last: Promise<unknown> = Promise.resolve();
  return async (request, response) => {
    const asked = NewBoardRequest.safeParse(request.body);
    if (!asked.success) return problem(response, 'bad-request', z.prettifyError(asked.error));
    const imported = importTexts(asked.data.text, PARTIES);
    const title = titleOf(asked.data.title, imported);
    const { report } = imported;
    if (title === null) return problem(response, 'bad-request', 'title: a board needs one');
    if (!imported.ok) return problem(response, 'unreadable-text', undefined, { report });
    const laid = last.then(() => lay(tools, title, imported));
    last = laid.catch(() => null);
    const board = await laid;
    if (board === null) return problem(response, 'too-many-boards');
    response.set('Location', `/b/${board}`).status(201);
    response.json({ board, title, articles: imported.articles.length, report });
  };
};

const titleOf = (asked: Localised, { title }: Imported): Localised | null => {
  const en = asked.en || title?.en || asked.fr || '';
  const fr = asked.fr || title?.fr || asked.en || '';
  return en === '' && fr === '' ? null : { en: en || fr, fr: fr || en };
};

/** Null where there are too many. */
const lay = async (
  { hall, store, log, random, laying }: NewBoardTools,
  title: Localised,
  imported: Imported,
): Promise<BoardId | null> => {
  if ((await store.boards()).length >= MOST_BOARDS) return null;
  const source = boardFrom(idFor(title, random), title, imported);
  const { id } = source.definition;
  laying.add(id);
  await store.createBoard(id, Buffer.from(random(12)).toString('hex'));
  await hall.visit(id, (room) => layBoard(room.table, source));
  // A laying that failed stays out of sight: the table is not what was asked for.
  laying.delete(id);
  log.info({ board: id, articles: source.articles.length }, 'a board is laid from a text');
  return id;
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

/** What a board is laid from. */
export const boardFrom = (id: BoardId, title: Localised, imported: Imported): BoardSource => ({
  definition: { id, title, notice: imported.notice, parties: PARTIES, languages: ['en', 'fr'], file: [] },
  articles: imported.articles.map((article): ArticleSource => ({
    id: article.id,
    title: article.title,
    terms: [...article.terms],
    openings: Object.fromEntries(
      Object.entries(article.openings).map(([term, { drc, us }]) => [
        term,
        { ...(drc === undefined ? {} : { drc }), ...(us === undefined ? {} : { us }) },
      ]),
    ),
    text: article.text,
    countered: false,
    tabled: false,
  })),
  linkages: [],
});
