// The board as bracketed text, one language a file: `/export/text-en.txt`, `/export/text-fr.txt`.
import type { Request, Response } from 'express';
import { Language } from '../../shared/board.ts';
import { clauseView } from '../../shared/clause.ts';
import { shortFingerprint } from '../../shared/text/hash.ts';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { WorkingBoard } from '../../shared/working-board.ts';
import type { Room } from '../room.ts';
import { bracketedText } from './clause-answer.ts';
import { problem } from './problem.ts';

const WORDS = {
  en: {
    article: 'Article',
    initials: 'Initials authenticate wording; they are not signature and bind no State.',
    record: 'Record',
  },
  fr: {
    article: 'Article',
    initials: 'Le paraphe authentifie le libellé ; il ne vaut pas signature et n’engage aucun État.',
    record: 'Registre',
  },
};

const boardText = (board: WorkingBoard, lang: Language): string => {
  const { state } = board;
  const words = WORDS[lang];
  const head = [state.board?.title[lang] ?? '', state.board?.notice?.[lang] ?? '', words.initials];
  const articles = state.clauses.map((clause, i) => {
    const text = bracketedText(state, clause, clauseView(state, board.text, clause), lang);
    return `${words.article} ${i + 1}. ${clause.title[lang]}\n\n${text}`;
  });
  const record = `${words.record} ${board.seq}, ${shortFingerprint(bytesToHex(board.hash))}`;
  return `${[...head.filter((line) => line !== ''), ...articles, record].join('\n\n')}\n`;
};

export const exportText = async ({
  request,
  response,
  room,
}: {
  request: Request;
  response: Response;
  room: Room;
}): Promise<void> => {
  const lang = Language.safeParse(/^text-(en|fr)\.txt$/.exec(String(request.params.file))?.[1]);
  if (!lang.success) return problem(response, 'not-found');
  const text = await room.table.read((board) => boardText(board, lang.data));
  response.type('text/plain; charset=utf-8').send(text);
};
