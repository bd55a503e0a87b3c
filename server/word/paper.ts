// A Word file in the look of a treaty: a serif face, the notice on every page, and what every export says of itself.
import {
  AlignmentType,
  BorderStyle,
  DeletedTextRun,
  Document,
  Footer,
  Header,
  HeadingLevel,
  InsertedTextRun,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Language, PartyId } from '../../shared/board.ts';
import type { Line } from './lines.ts';
import type { Change } from './trace.ts';

const SERIF = 'Times New Roman';
const LOCALE = { en: 'en-GB', fr: 'fr-FR' } as const;
/** Twentieths of a point: A4 with 2 cm at the sides. */
const PAGE = { width: 11_906, height: 16_838, side: 1134 };
const WIDTH = PAGE.width - 2 * PAGE.side;
const PAGE_WORDS = { en: ['Page', 'of'], fr: ['Page', 'sur'] } as const;

/** No file of this kind can hold these, and no article does; a note or a title might. */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;
export const printable = (text: string): string => text.toWellFormed().replace(UNPRINTABLE, '');

export type Running = {
  /** Above every page: title, and the notice that it is an illustration. */
  readonly head: readonly string[];
  /** Below every page: what initials are, and which record this is. */
  readonly foot: readonly string[];
};

export type Block = Paragraph | Table;

/** Makes the parts of one file: changes are numbered through it. */
export class Paper {
  readonly #author: (party: PartyId | null) => string;
  readonly #at: ReadonlyMap<number, number>;
  #changes = 0;

  /**
   * @param author the name under which a delegation's changes stand (null: the chair)
   * @param at when rows were written (ms since 1970), by their seq
   */
  constructor(author: (party: PartyId | null) => string, at: ReadonlyMap<number, number> = new Map()) {
    this.#author = author;
    this.#at = at;
  }

  title(text: string, lang: Language): Paragraph {
    return this.#plain(text, lang, { heading: HeadingLevel.TITLE });
  }

  heading(text: string, lang: Language, level: 1 | 2 = 1): Paragraph {
    const heading = level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2;
    return this.#plain(text, lang, { heading, keepNext: true });
  }

  /** Small and in italics: what is said about a text. */
  remark(text: string, lang: Language): Paragraph {
    return this.#plain(text, lang, { style: 'Remark', keepNext: true });
  }

  text(text: string, lang: Language): Paragraph {
    return this.#plain(text, lang, {});
  }

  item(text: string, lang: Language): Paragraph {
    return this.#plain(text, lang, { bullet: { level: 0 } });
  }

  /** One paragraph of a text with its changes; those of which no more is known were made at `at` (ms since 1970). */
  line({ runs, end }: Line, lang: Language, at: number): Paragraph {
    const mark = end === null ? {} : { run: this.#paragraphMark(end, at) };
    return new Paragraph({
      ...mark,
      children: runs.map(({ text, change }) => {
        const words = { text: printable(text), language: { value: LOCALE[lang] } };
        if (change === null) return new TextRun(words);
        const stamp = this.#stamp(change, at);
        return change.kind === 'inserted'
          ? new InsertedTextRun({ ...words, ...stamp })
          : new DeletedTextRun({ ...words, ...stamp });
      }),
    });
  }

  /** Columns side by side; every row has as many cells as there are headings. */
  columns(
    headings: readonly { text: string; lang: Language }[],
    rows: readonly (readonly Paragraph[])[][],
  ): Table {
    const width = Math.floor(WIDTH / headings.length);
    const cell = (children: readonly Paragraph[]): TableCell =>
      new TableCell({
        children: children.length === 0 ? [new Paragraph({})] : [...children],
        width: { size: width, type: WidthType.DXA },
        margins: { top: 60, bottom: 60, left: 100, right: 100 },
      });
    const top = new TableRow({
      tableHeader: true,
      children: headings.map(({ text, lang }) => cell([this.#plain(text, lang, { style: 'Remark' })])),
    });
    const line = { style: BorderStyle.SINGLE, size: 4, color: 'AAAAAA' };
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
    return new Table({
      width: { size: width * headings.length, type: WidthType.DXA },
      columnWidths: headings.map(() => width),
      borders: {
        top: line,
        bottom: line,
        left: none,
        right: none,
        insideHorizontal: none,
        insideVertical: line,
      },
      rows: [top, ...rows.map((cells) => new TableRow({ children: cells.map(cell) }))],
    });
  }

  /** The bytes of the file. */
  async bytes(
    title: string,
    lang: Language,
    running: Running,
    blocks: readonly Block[],
    trackRevisions: boolean,
  ): Promise<Uint8Array> {
    const document = new Document({
      creator: 'Paraph',
      title: printable(title),
      styles: STYLES(lang),
      features: { trackRevisions },
      sections: [
        {
          properties: {
            page: {
              size: { width: PAGE.width, height: PAGE.height },
              margin: { top: 1300, bottom: 1300, left: PAGE.side, right: PAGE.side },
            },
          },
          headers: { default: new Header({ children: running.head.map((text) => small(text, lang)) }) },
          footers: { default: this.#footer(running.foot, lang) },
          children: [...blocks],
        },
      ],
    });
    return new Uint8Array(await Packer.toBuffer(document));
  }

  #plain(
    text: string,
    lang: Language,
    options: Omit<Exclude<ConstructorParameters<typeof Paragraph>[0], string>, 'children'>,
  ): Paragraph {
    const run = new TextRun({ text: printable(text), language: { value: LOCALE[lang] } });
    return new Paragraph({ ...options, children: [run] });
  }

  #paragraphMark(change: Change, at: number) {
    const stamp = this.#stamp(change, at);
    return change.kind === 'inserted' ? { insertion: stamp } : { deletion: stamp };
  }

  #stamp({ party, seq }: Change, at: number): { id: number; author: string; date: string } {
    this.#changes += 1;
    const date = new Date(this.#at.get(seq) ?? at).toISOString().replace(/\.\d+Z$/, 'Z');
    return { id: this.#changes, author: this.#author(party), date };
  }

  #footer(foot: readonly string[], lang: Language): Footer {
    const [page, of] = PAGE_WORDS[lang];
    const last = foot.at(-1) ?? '';
    const lines = foot.slice(0, -1).map((text) => small(text, lang));
    const numbers = new Paragraph({
      style: 'Running',
      tabStops: [{ type: TabStopType.RIGHT, position: WIDTH }],
      children: [
        new TextRun(printable(last)),
        new TextRun({
          children: [new Tab(), `${page} `, PageNumber.CURRENT, ` ${of} `, PageNumber.TOTAL_PAGES],
        }),
      ],
    });
    return new Footer({ children: [...lines, numbers] });
  }
}

const small = (text: string, lang: Language): Paragraph =>
  new Paragraph({
    style: 'Running',
    children: [new TextRun({ text: printable(text), language: { value: LOCALE[lang] } })],
  });

const STYLES = (lang: Language) => ({
  default: {
    document: {
      run: { font: SERIF, size: 22, language: { value: LOCALE[lang] } },
      paragraph: { spacing: { after: 120, line: 288 } },
    },
    title: {
      run: { font: SERIF, size: 36, bold: true, color: '000000' },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 120, after: 240 } },
    },
    heading1: {
      run: { font: SERIF, size: 26, bold: true, color: '000000' },
      paragraph: { spacing: { before: 360, after: 100 } },
    },
    heading2: {
      run: { font: SERIF, size: 23, bold: true, italics: true, color: '000000' },
      paragraph: { spacing: { before: 200, after: 80 } },
    },
  },
  paragraphStyles: [
    {
      id: 'Remark',
      name: 'Remark',
      basedOn: 'Normal',
      run: { font: SERIF, size: 19, italics: true, color: '444444' },
      paragraph: { spacing: { after: 120 } },
    },
    {
      id: 'Running',
      name: 'Running',
      basedOn: 'Normal',
      run: { font: SERIF, size: 17, color: '444444' },
      paragraph: { spacing: { after: 0, line: 240 } },
    },
  ],
});
