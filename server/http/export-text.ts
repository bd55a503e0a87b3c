// The board as bracketed text, one language a file: `/export/text-en.txt`, `/export/text-fr.txt`. A new board can be laid
// from it (`shared/notation/board-text.ts` says how it is written).
import type { Language } from '../../shared/board.ts';
import { printBoardText } from '../../shared/notation/board-text.ts';
import { labelsOf } from '../../shared/notation/labels.ts';
import { boardTextOf } from '../../shared/notation/of-board.ts';
import type { Reading } from '../reading.ts';
import { INITIALS, recordLine } from './export-words.ts';

export const boardText = (board: Reading, lang: Language): string => {
  const { state } = board;
  const labels = labelsOf(state.board?.parties ?? [], lang);
  const remarks = [INITIALS[lang], recordLine(board, lang)];
  return printBoardText(boardTextOf(state, board.text, lang), labels, lang, remarks);
};
