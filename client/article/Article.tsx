// One article on the page: what it is called and where it stands, its text with both margins, its figures, its moves; what
// lies beside it on demand.
import { memo, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, PartyId } from '../../shared/board.ts';
import { LANGUAGES } from '../../shared/board.ts';
import { positionText, stretchesIn } from '../../shared/text/position.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import { CountedText } from '../doors/CountedText.tsx';
import type { DraftStore } from '../drafts/store.ts';
import { Exchange } from '../history/Exchange.tsx';
import { useLines, useTelling } from '../history/HistoryPanel.tsx';
import { useLanguage } from '../i18n/i18n.ts';
import { languagesOf } from '../i18n/languages.ts';
import { ArticleActs } from '../moves/ArticleActs.tsx';
import { Positions } from '../positions/Positions.tsx';
import type { TableView } from '../session/view.ts';
import { Figures } from '../terms/Figures.tsx';
import { Button } from '../ui/Button.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { useDrafts } from './drafts.ts';
import { DraftSheet } from './DraftSheet.tsx';
import { Initialled } from './Initialled.tsx';
import { LiveText } from './LiveText.tsx';
import { Mode } from './Mode.tsx';
import { partiesFrom } from './parties.ts';
import { StatusLine } from './StatusLine.tsx';
import { useMeasured, useOwnReading } from './useClauseView.ts';
import './article.css';

export type ArticleProps = {
  view: TableView;
  clause: ClauseState;
  /** In the order in which they stand side by side. */
  textLanguages: readonly Language[];
};

const Given = ({ view, clause }: { view: TableView; clause: ClauseState }) => {
  const { lines, figures } = useLines(view);
  const telling = useTelling(view);
  const own = useSlice(view, (snapshot) => snapshot.seat.party);
  return (
    <Exchange
      lines={lines}
      figures={figures}
      clauses={[clause.id]}
      parties={partiesFrom(telling.board, own)}
      telling={telling}
    />
  );
};

type Beside = 'positions' | 'exchange';

const BesideRow = ({ view, clause, textLanguages, number }: ArticleProps & { number: number }) => {
  const { t } = useTranslation();
  const [shown, show] = useState<Beside | null>(null);
  const toggle = (which: Beside) => (
    <Button
      variant="quiet"
      className="underlined"
      aria-expanded={shown === which}
      onPress={() => show(shown === which ? null : which)}
    >
      {t(`article.beside.${which}`)}
    </Button>
  );
  return (
    <>
      <div className="beside-acts">
        {toggle('positions')}
        {toggle('exchange')}
      </div>
      {shown !== null && (
        <section className="beside-panel" aria-label={t(`article.beside.${shown}Of`, { number })}>
          {shown === 'positions' ? (
            <Positions view={view} clause={clause} languages={textLanguages} />
          ) : (
            <Given view={view} clause={clause} />
          )}
        </section>
      )}
    </>
  );
};

/** Starts drafts of what one's own position says now, so that there is something to work on. */
const beginDrafts = (
  view: TableView,
  drafts: DraftStore,
  clause: ClauseState,
  party: PartyId,
  languages: readonly Language[],
): void => {
  const { state } = view.snapshot();
  for (const lang of languages) {
    if (drafts.get(clause.id, lang) !== null) continue;
    const position = positionText(stretchesIn(state, view.texts(), clause, lang), party);
    drafts.put(clause.id, lang, position, position);
  }
  drafts.setMode(clause.id, 'draft');
};

type DraftState = 'table' | 'draft' | 'begun' | 'offered';

const draftState = (drafts: DraftStore | null, clause: ClauseState): DraftState => {
  if (drafts === null) return 'table';
  const kept = LANGUAGES.flatMap((lang) => drafts.get(clause.id, lang) ?? []);
  if (kept.some((draft) => draft.offered)) return 'offered';
  if (drafts.mode(clause.id) === 'table') return 'table';
  return kept.length > 0 ? 'begun' : 'draft';
};

const never = (): (() => void) => () => undefined;

const useDraftState = (drafts: DraftStore | null, clause: ClauseState): DraftState =>
  useSyncExternalStore(drafts === null ? never : (listener) => drafts.subscribe(listener), () =>
    draftState(drafts, clause),
  );

const Texts = ({
  view,
  clause,
  textLanguages,
  number,
  readOnly,
}: ArticleProps & { number: number; readOnly: boolean }) => {
  const languages = useSlice(view, ({ state }) => languagesOf(state.board));
  return (
    <div className={`texts ${textLanguages.length > 1 ? 'two' : ''}`}>
      {textLanguages.map((lang, index) => (
        <LiveText
          key={lang}
          view={view}
          clause={clause}
          lang={lang}
          number={number}
          unseen={index === 0 ? languages.filter((each) => !textLanguages.includes(each)) : []}
          readOnly={readOnly}
        />
      ))}
    </div>
  );
};

/**
 * The state, as far as an article rests on it: another object only when that article, the agenda or the board is another.
 * Every act at the table makes a new state, and seventeen articles of eighteen have nothing to do with it.
 */
const useStateOf = (view: TableView, clause: ClauseState): { state: BoardState; number: number } => {
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const number = useSlice(
    view,
    (snapshot) => snapshot.state.clauses.findIndex((each) => each.id === clause.id) + 1,
  );
  return useMemo(
    () => ({ state: view.snapshot().state, number }),
    // The clause and the board stand for what is read of the state.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [view, clause, board, number],
  );
};

const ArticleBody = ({ view, clause, textLanguages }: ArticleProps) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const drafts = useDrafts();
  const { state, number } = useStateOf(view, clause);
  const own = useSlice(view, (snapshot) => snapshot.seat.party);
  const seen = useOwnReading(view, clause);
  const measured = useMeasured(view, clause.id);
  const drafting = useDraftState(drafts, clause);
  const heading = `title-${clause.id}`;
  const acting = view.acts !== null && own !== null;
  return (
    <article
      className={`article ${clause.phase.kind} ${textLanguages.length > 1 ? 'bilingual' : ''}`}
      aria-labelledby={heading}
    >
      <p className="article-number">{t('common.article', { number })}</p>
      <h2 className="article-title" id={heading}>
        {clause.title[lang]}
      </h2>
      <StatusLine state={state} clause={clause} seen={seen ?? measured} own={own} />
      {clause.counted === undefined ? (
        <Texts
          view={view}
          clause={clause}
          textLanguages={textLanguages}
          number={number}
          readOnly={drafting === 'draft' || drafting === 'begun'}
        />
      ) : (
        <CountedText clause={clause} counted={clause.counted} languages={textLanguages} />
      )}
      {drafts !== null && own !== null && (drafting === 'begun' || drafting === 'offered') && (
        <DraftSheet
          view={view}
          drafts={drafts}
          clause={clause}
          number={number}
          party={own}
          languages={textLanguages}
          onClose={() => undefined}
        />
      )}
      <Initialled view={view} clause={clause} />
      <Figures view={view} clause={clause} board={state.board} number={number} />
      {acting && seen !== null && (
        <ArticleActs view={view} state={state} clause={clause} seen={seen} number={number} own={own} />
      )}
      {acting && drafts !== null && clause.phase.kind === 'open' && (
        <Mode
          view={view}
          clause={clause}
          drafting={drafting}
          onDraft={() => beginDrafts(view, drafts, clause, own, textLanguages)}
          onTable={() => drafts.setMode(clause.id, 'table')}
        />
      )}
      {clause.counted === undefined && (
        <BesideRow view={view} clause={clause} textLanguages={textLanguages} number={number} />
      )}
    </article>
  );
};

export const Article = memo(ArticleBody);
