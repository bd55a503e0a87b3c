// Both positions of an article side by side, as each side would sign it, the words that differ marked; one's own first.
import { useTranslation } from 'react-i18next';
import type { BoardDefinition, Language, PartyId } from '../../shared/board.ts';
import type { ClauseView } from '../../shared/clause.ts';
import { valuesOf } from '../../shared/clause.ts';
import type { ClauseState } from '../../shared/state.ts';
import { sameTermValue } from '../../shared/terms.ts';
import type { TermId } from '../../shared/terms.ts';
import { nameOf, partiesFrom } from '../article/parties.ts';
import { useClauseView } from '../article/useClauseView.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { useSlice } from '../ui/useSlice.ts';
import type { TableView } from '../session/view.ts';
import { markedFor } from './differ.ts';
import { Words } from './Words.tsx';
import './positions.css';

/** Terms on which the parties have not both given the same value. */
const figuresApart = (clause: ClauseState): ReadonlySet<TermId> =>
  new Set(
    clause.terms
      .filter(({ id }) => {
        const [first, second] = Object.values(clause.values[id] ?? {});
        return first === undefined || second === undefined || !sameTermValue(first.value, second.value);
      })
      .map(({ id }) => id),
  );

const Reading = ({
  clause,
  seen,
  party,
  lang,
}: {
  clause: ClauseState;
  seen: ClauseView;
  party: PartyId;
  lang: Language;
}) => {
  const { t } = useTranslation();
  const paragraphs = markedFor(seen.texts[lang].compilation, party);
  const values = valuesOf(clause, party);
  const apart = figuresApart(clause);
  if (paragraphs.length === 0) return <p className="quiet">{t('positions.empty')}</p>;
  return paragraphs.map((paragraph, line) => (
    // Paragraphs and their pieces have no other identity than their place.
    // eslint-disable-next-line react/no-array-index-key
    <p key={line} className="position-text">
      {paragraph.map((piece, index) =>
        piece.mark === 'same' ? (
          // eslint-disable-next-line react/no-array-index-key
          <Words key={index} text={piece.text} clause={clause} values={values} lang={lang} apart={apart} />
        ) : (
          // eslint-disable-next-line react/no-array-index-key
          <mark key={index} className="position-only">
            <Words text={piece.text} clause={clause} values={values} lang={lang} />
          </mark>
        ),
      )}
    </p>
  ));
};

const Column = ({
  clause,
  seen,
  board,
  party,
  lang,
}: {
  clause: ClauseState;
  seen: ClauseView;
  board: BoardDefinition | null;
  party: PartyId;
  lang: Language;
}) => (
  <div className="position" data-party={party} lang={lang}>
    <p className="position-head" lang={useLanguage()}>
      {nameOf(board, party, useLanguage())}
    </p>
    <Reading clause={clause} seen={seen} party={party} lang={lang} />
  </div>
);

export const Positions = ({
  view,
  clause,
  languages,
}: {
  view: TableView;
  clause: ClauseState;
  languages: readonly Language[];
}) => {
  const { t } = useTranslation();
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const own = useSlice(view, (snapshot) => snapshot.seat.party);
  const seen = useClauseView(view, clause);
  return (
    <div className="positions">
      {languages.map((lang) => (
        <section key={lang} className="position-pair" aria-label={t(`positions.in.${lang}`)}>
          {partiesFrom(board, own).map((party) => (
            <Column key={party} clause={clause} seen={seen} board={board} party={party} lang={lang} />
          ))}
        </section>
      ))}
    </div>
  );
};
