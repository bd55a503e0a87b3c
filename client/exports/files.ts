// The files that can be taken from a board, and where they are.
import type { BoardId, Language } from '../../shared/board.ts';
import type { SeatId } from '../../shared/seats.ts';

export type Which = 'en' | 'fr' | 'both';
/** `name` is shown where there is no language to show; `file` is what it is saved as, behind the board's id. */
export type FileLink = { which: Which | null; name: string; file: string; url: string };

/** The address of a file of this board, asked for as this seat. */
export const fileUrl = (board: BoardId, seat: SeatId | null, path: string): string => {
  const query = seat === null ? '' : `?seat=${encodeURIComponent(seat)}`;
  return `/api/boards/${encodeURIComponent(board)}/${path}${query}`;
};

export type FileGroup = {
  kind: 'clean' | 'compilation' | 'text' | 'record' | 'ledger' | 'bundle';
  /** For records: which sitting. */
  sitting: number | null;
  links: readonly FileLink[];
};

/** A record is told in either language, whatever the text is in. */
const RECORD: readonly Which[] = ['en', 'fr'];

/** All files, in the order of the menu; `sittings` are the numbers of those that were opened. */
export const filesOf = (
  board: BoardId,
  seat: SeatId | null,
  sittings: readonly number[],
  languages: readonly Language[],
): FileGroup[] => {
  const word: readonly Which[] = languages.length > 1 ? [...languages, 'both'] : languages;
  const links = (which: readonly Which[], pathOf: (which: Which) => string): FileLink[] =>
    which.map((each) => {
      const path = pathOf(each);
      const file = path.replace('export/', '');
      return { which: each, name: file, file, url: fileUrl(board, seat, path) };
    });
  const named = (path: string, name: string): FileLink => ({
    which: null,
    name,
    file: path.replace('export/', ''),
    url: fileUrl(board, seat, path),
  });
  return [
    { kind: 'clean', sitting: null, links: links(word, (which) => `export/clean-${which}.docx`) },
    { kind: 'compilation', sitting: null, links: links(word, (which) => `export/compilation-${which}.docx`) },
    { kind: 'text', sitting: null, links: links(languages, (which) => `export/text-${which}.txt`) },
    ...sittings.toReversed().map((sitting): FileGroup => ({
      kind: 'record',
      sitting,
      links: links(RECORD, (which) => `export/record-${sitting}-${which}.docx`),
    })),
    { kind: 'ledger', sitting: null, links: [named('ledger.json', 'JSON'), named('ledger.csv', 'CSV')] },
    { kind: 'bundle', sitting: null, links: [named('export/bundle.paraph', '.paraph')] },
  ];
};
