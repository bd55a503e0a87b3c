// The files that can be taken from a board, by their names: `/export/<file>`.
import type { Request, Response } from 'express';
import { Language } from '../../shared/board.ts';
import { ledgerEntries } from '../../shared/ledger.ts';
import { entriesOfSitting, sittingPaper } from '../../shared/record/sitting.ts';
import type { SittingPaper } from '../../shared/record/sitting.ts';
import { languagesOf } from '../../shared/state.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';
import { boardAt } from '../moment.ts';
import type { Room } from '../room.ts';
import type { Store } from '../store/port.ts';
import { boardPaper, snapshotOf } from '../word/board-paper.ts';
import type { PaperKind, PaperLanguages } from '../word/board-paper.ts';
import { recordPaper } from '../word/record-paper.ts';
import { boardText } from './export-text.ts';
import { INITIALS, recordLine } from './export-words.ts';
import { problem } from './problem.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Visit = { request: Request; response: Response; room: Room };
type Exported = { type: string; body: string | Uint8Array };
type Export = {
  name: RegExp;
  make(store: Store, room: Room, match: RegExpExecArray): Promise<Exported | null>;
};

const LANGUAGES: Readonly<Record<string, PaperLanguages>> = { en: ['en'], fr: ['fr'], both: ['en', 'fr'] };

/** Whether the articles of this board stand in all of these languages. */
const stands = ({ table }: Room, languages: PaperLanguages): Promise<boolean> =>
  table.read(({ state }) => languages.every((lang) => languagesOf(state).includes(lang)));

const text: Export = {
  name: /^text-(en|fr)\.txt$/,
  make: async (_store, room, [, lang]) => {
    if (!(await stands(room, [Language.parse(lang)]))) return null;
    return {
      type: 'text/plain; charset=utf-8',
      body: await room.table.read((board) => boardText(board, Language.parse(lang))),
    };
  },
};

const paper: Export = {
  name: /^(clean|compilation)-(en|fr|both)\.docx$/,
  make: async (_store, room, [, kind, languages]) => {
    const which: PaperKind = kind === 'clean' ? 'clean' : 'compilation';
    const wanted = LANGUAGES[languages ?? ''] ?? ['en'];
    if (!(await stands(room, wanted))) return null;
    const snapshot = await room.table.read((board) => snapshotOf(board, which));
    const body = await boardPaper(snapshot, which, wanted);
    return { type: WORD, body };
  },
};

const record: Export = {
  name: /^record-([1-9]\d{0,5})-(en|fr)\.(docx|json)$/,
  make: async (store, room, [, sitting, lang, form]) => {
    const made = await sittingOf(store, room, Number(sitting), Language.parse(lang));
    if (made === null) return null;
    return form === 'json'
      ? { type: 'application/json', body: JSON.stringify(made) }
      : { type: WORD, body: await recordPaper(made) };
  },
};

/** A sitting that was adjourned is told from the board as it stood then. */
const sittingOf = async (
  store: Store,
  room: Room,
  sitting: number,
  lang: Language,
): Promise<SittingPaper | null> => {
  const paperOf = (board: WorkingBoard): SittingPaper | null => {
    const moment = { state: board.state, text: board.text, entries: ledgerEntries(board.doc) };
    return sittingPaper(moment, sitting, lang, [INITIALS[lang], recordLine(board, lang)]);
  };
  const now = await room.table.read((board) => {
    const part = entriesOfSitting(ledgerEntries(board.doc), sitting);
    const last = part?.adjourned === true ? (part.entries.at(-1)?.seq ?? board.seq) : board.seq;
    return last < board.seq ? { seq: last, paper: null } : { seq: last, paper: paperOf(board) };
  });
  return now.seq === 0 || now.paper !== null ? now.paper : paperOf(await boardAt(store, room.board, now.seq));
};

const EXPORTS: readonly Export[] = [text, paper, record];

export const exportFile = async (store: Store, { request, response, room }: Visit): Promise<void> => {
  const file = String(request.params.file);
  for (const { name, make } of EXPORTS) {
    const match = name.exec(file);
    if (match === null) continue;
    const made = await make(store, room, match);
    if (made === null) return problem(response, 'not-found');
    if (made.type === WORD) response.attachment(`${room.board}-${file}`);
    response.type(made.type);
    response.send(typeof made.body === 'string' ? made.body : Buffer.from(made.body));
    return;
  }
  problem(response, 'not-found');
};
