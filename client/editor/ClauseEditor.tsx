// The text of one clause in one language, to be worked on or to be read. A page that shows the past alone has no editors, and
// need not load them: those that have hand them in.
import { createContext, useContext } from 'react';
import type { ReactNode, Ref } from 'react';
import type { ClauseId, Language } from '../../shared/board.ts';
import type { TableView } from '../session/view.ts';
import { BracketedText } from './BracketedText.tsx';
import type { OnBracket } from './BracketedText.tsx';
import type { Bracket } from './layout.ts';
import type { Direction } from './navigate.ts';

/** What the article around it can ask of an editor. */
export type ClauseEditorHandle = {
  focus(): void;
  /** Goes to the first bracket, or from behind to the last; false where there is none. */
  enter(direction: Direction): boolean;
  goTo(bracketKey: string): boolean;
  /** Accepts (or withdraws) a bracket's words so that undo can take it back. */
  accept(bracket: Bracket): boolean;
  strike(bracket: Bracket): boolean;
};

export type ClauseEditorProps = {
  view: TableView;
  clause: ClauseId;
  lang: Language;
  ariaLabel: string;
  /** Nobody writes here, whatever clause and seat would allow. */
  readOnly?: boolean;
  onBracket?: OnBracket;
  /** The keys asked for a bracket beyond this text's last (or first). */
  onLeave?: (direction: Direction) => void;
  ref?: Ref<ClauseEditorHandle>;
};

/** A text of the past: drawn anew at every moment, its brackets to be chosen all the same. */
const Still = ({ view, clause, lang, ariaLabel, onBracket }: ClauseEditorProps): ReactNode => (
  <section className="clause-editor" data-clause={clause} data-lang={lang} aria-label={ariaLabel}>
    <BracketedText
      view={view}
      clause={clause}
      lang={lang}
      {...(onBracket === undefined ? {} : { onBracket })}
    />
  </section>
);

type DrawEditor = (props: ClauseEditorProps) => ReactNode;

const EditorContext = createContext<DrawEditor | null>(null);

/** With `drawEditor` (`Editing.tsx`), around whatever has texts that are not still. */
export const EditorProvider = EditorContext.Provider;

export const ClauseEditor = (props: ClauseEditorProps): ReactNode => {
  const draw = useContext(EditorContext);
  if (props.view.still === true) return <Still {...props} />;
  if (draw === null) throw new Error('no editor was handed in');
  return draw(props);
};
