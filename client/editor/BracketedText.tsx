// A clause's text with its brackets, to read: the same look and the same meaning for assistive technology as in the editor,
// without an editor. For observers on phones, the replay, dialogs, and the editor itself before anybody has come near it.
import type { KeyboardEvent, ReactNode } from 'react';
import type { ClauseId, Language } from '../../shared/board.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';
import { chipName, chipParts } from './chip-parts.ts';
import { linesOf } from './fragments.ts';
import type { Piece, Setting } from './fragments.ts';
import type { Bracket, Chip, Layout } from './layout.ts';
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

const Pieces = ({ pieces, words }: { pieces: readonly Piece[]; words: Words }): ReactNode =>
  pieces.map((piece) =>
    piece.kind === 'words' ? piece.text : <TermChip key={piece.at} chip={piece.chip} words={words} />,
  );

type Drawing = { words: Words; onBracket?: OnBracket | undefined };

const Set = ({ setting, words, onBracket }: Drawing & { setting: Setting }): ReactNode => {
  if (setting.kind === 'plain') return <Pieces pieces={setting.pieces} words={words} />;
  const { bracket, fragment, pieces } = setting;
  const outer = reactNames(outerAttributes(bracket, fragment, false));
  const inner = reactNames(innerAttributes(bracket, words));
  const choose = (element: HTMLElement): void => onBracket?.(bracket, element);
  const byKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    choose(event.currentTarget);
  };
  return (
    <span {...outer}>
      {onBracket === undefined ? (
        <span {...inner}>
          <Pieces pieces={pieces} words={words} />
        </span>
      ) : (
        <span
          {...inner}
          // Words of a sentence break over lines, as a button does not.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="button"
          aria-label={pieces.length === 0 ? spokenOf(bracket, words) : undefined}
          tabIndex={0}
          onClick={(event) => choose(event.currentTarget)}
          onKeyDown={byKey}
        >
          <Pieces pieces={pieces} words={words} />
        </span>
      )}
    </span>
  );
};

/** A layout, drawn. */
export const LaidOut = ({ layout, words, onBracket }: Drawing & { layout: Layout }): ReactNode => (
  <div className="clause-text cm-lineWrapping" lang={words.lang}>
    {linesOf(layout).map((line, index) => (
      // Lines have nothing of their own but their place.
      // eslint-disable-next-line react/no-array-index-key
      <div className="cm-line" key={index}>
        {line.length === 0 && <br />}
        {line.map((setting) => (
          <Set key={`${setting.kind}${setting.at}`} setting={setting} words={words} onBracket={onBracket} />
        ))}
      </div>
    ))}
  </div>
);

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
