// A clause's text with its brackets, to read: the same look and the same meaning for assistive technology as in the editor,
// without an editor. For observers on phones, the replay, dialogs, and the editor itself before anybody has come near it.
import { memo, useDeferredValue, useMemo } from 'react';
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import type { ClauseId, Language } from '../../shared/board.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';
import { chipName, chipParts } from './chip-parts.ts';
import type { Piece, Setting } from './fragments.ts';
import type { Bracket, Chip, Layout } from './layout.ts';
import { keyedLinesOf, sameLine } from './lines.ts';
import type { KeyedLine } from './lines.ts';
import { innerAttributes, outerAttributes, spokenOf } from './marks.ts';
import type { Attributes } from './marks.ts';
import { useLayout } from './useLayout.ts';
import { useWords } from './useWords.ts';
import type { Words } from './useWords.ts';
import './theme.css';

export type OnBracket = (bracket: Bracket | null, element: HTMLElement | null) => void;

const reactNames = ({ class: className = '', ...rest }: Attributes) => ({ className, ...rest });

const TermChip = ({ chip, words }: { chip: Chip; words: Words }): ReactNode => (
  <span className="term-chip" title={chipName(chip, words)}>
    {chipParts(chip, words).map(({ party, whose, text }, index) => (
      <span key={party ?? ''}>
        {index > 0 && ' · '}
        {party !== null && <span className="unseen">{whose}</span>}
        <span data-party={party ?? undefined}>{text}</span>
      </span>
    ))}
  </span>
);

/** Words alone are given as they are: an element with one text in it is less to keep than one with a list. */
const drawn = (pieces: readonly Piece[], words: Words): ReactNode => {
  const [only] = pieces;
  if (only?.kind === 'words' && pieces.length === 1) return only.text;
  return pieces.map((piece) =>
    piece.kind === 'words' ? piece.text : <TermChip key={piece.at} chip={piece.chip} words={words} />,
  );
};

type Drawing = { words: Words; chooses: boolean };

/** A long text has hundreds of these: elements, and no components; whoever presses one is heard by the text around it. */
const drawnSetting = (setting: Setting, index: number, { words, chooses }: Drawing): ReactNode => {
  if (setting.kind === 'plain') return drawn(setting.pieces, words);
  const { bracket, fragment, pieces } = setting;
  const inner = reactNames(innerAttributes(bracket, words));
  return (
    <span key={index} {...reactNames(outerAttributes(bracket, fragment, false))}>
      {chooses ? (
        <span
          {...inner}
          // Words of a sentence break over lines, as a button does not.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="button"
          aria-label={pieces.length === 0 ? spokenOf(bracket, words) : undefined}
          tabIndex={0}
        >
          {drawn(pieces, words)}
        </span>
      ) : (
        <span {...inner}>{drawn(pieces, words)}</span>
      )}
    </span>
  );
};

/** Of so many lines a text is long. */
const LONG = 30;
/** So many of a long text are drawn at first, and the others as soon as these stand on the page. */
const FIRST = 15;
/** So many characters or so are a line on the page. */
const SET = 70;

/** The room that a line will take on the page, more or less, in lines as they are set. */
const roomOf = (line: readonly Setting[]): number => {
  const characters = line
    .flatMap(({ pieces }) => pieces)
    .reduce((sum, piece) => sum + (piece.kind === 'words' ? piece.text.length : 12), 0);
  return Math.max(1, Math.ceil(characters / SET));
};

const aboutAs = (lines: number): CSSProperties & Record<'--about', string> => ({ '--about': `${lines}lh` });

/** Keeps the room of lines that are still to be drawn, so that what follows them need not move. */
const RoomFor = ({ lines }: { lines: readonly KeyedLine[] }): ReactNode => (
  <div
    aria-hidden="true"
    style={{ blockSize: `${lines.reduce((sum, { line }) => sum + roomOf(line), 0)}lh` }}
  />
);

/** Of a long text a step from one moment to another changes a line or two: the others stay on the page as they are. */
const Line = memo(
  ({ line, words, chooses, isLong }: Drawing & { line: readonly Setting[]; isLong: boolean }): ReactNode => (
    <div className="cm-line" style={isLong ? aboutAs(roomOf(line)) : undefined}>
      {line.length === 0 && <br />}
      {line.map((setting, index) => drawnSetting(setting, index, { words, chooses }))}
    </div>
  ),
  (a, b) =>
    a.words === b.words && a.chooses === b.chooses && a.isLong === b.isLong && sameLine(a.line, b.line),
);

/** The bracket's element that an event in the text is about. */
const bracketAt = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('.bracketed[role="button"]') : null;

/** A layout, drawn. */
export const LaidOut = ({
  layout,
  words,
  onBracket,
}: {
  layout: Layout;
  words: Words;
  onBracket?: OnBracket | undefined;
}): ReactNode => {
  const lines = useMemo(() => keyedLinesOf(layout), [layout]);
  const isLong = lines.length > LONG;
  const isWhole = useDeferredValue(true, false) || !isLong;
  const chooses = onBracket !== undefined;
  const choose = (element: HTMLElement | null): boolean => {
    const key = element?.closest<HTMLElement>('.bracket')?.dataset['bracket'];
    if (element === null || key === undefined) return false;
    // A line that stayed may have been drawn for a bracket as it was before: the one of now is meant.
    onBracket?.(layout.brackets.find((bracket) => bracket.key === key) ?? null, element);
    return true;
  };
  const byKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    if (choose(bracketAt(event.target))) event.preventDefault();
  };
  return (
    // What can be pressed are the brackets in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={`clause-text cm-lineWrapping ${isLong ? 'long' : ''}`}
      lang={words.lang}
      onClick={chooses ? (event) => void choose(bracketAt(event.target)) : undefined}
      onKeyDown={chooses ? byKey : undefined}
    >
      {(isWhole ? lines : lines.slice(0, FIRST)).map(({ key, line }) => (
        <Line key={key} line={line} words={words} chooses={chooses} isLong={isLong} />
      ))}
      {!isWhole && <RoomFor lines={lines.slice(FIRST)} />}
    </div>
  );
};

export type BracketedTextProps = {
  view: TableView;
  clause: ClauseId;
  lang: Language;
  onBracket?: OnBracket;
};

/** The text as it stands, following along. */
export const BracketedText = ({ view, clause, lang, onBracket }: BracketedTextProps): ReactNode => {
  const own = useSlice(view, ({ seat }) => seat.party);
  const layout = useLayout(view, clause, lang, own);
  const words = useWords(view, lang);
  return <LaidOut layout={layout} words={words} onBracket={onBracket} />;
};
