// What would change in one's own position: words that come and words that go, and figures.
import { useTranslation } from 'react-i18next';
import type { Language, PartyId } from '../../shared/board.ts';
import type { ClauseState } from '../../shared/state.ts';
import type { TermId, TermValue } from '../../shared/terms.ts';
import { changesOf } from '../positions/differ.ts';
import type { Changed } from '../positions/differ.ts';
import { Words } from '../positions/Words.tsx';
import { useLanguage } from '../i18n/i18n.ts';
import { formatTermValue } from '../terms/format.ts';
import type { FigureChange, TextChange } from './changes.ts';
import '../positions/positions.css';
import './moves.css';

/** Cited terms stand as the values that they will have. */
type Citing = { clause: ClauseState; values: Readonly<Record<TermId, TermValue>> };

const Piece = ({
  piece,
  after,
  lang,
  clause,
  values,
}: Citing & { piece: Changed; after: Changed | undefined; lang: Language }) => {
  const words = <Words text={piece.text} clause={clause} values={values} lang={lang} />;
  switch (piece.mark) {
    case 'kept':
      return words;
    case 'added':
      return (
        <>
          {after?.mark === 'removed' && ' '}
          <ins>{words}</ins>
        </>
      );
    case 'removed':
      return <del>{words}</del>;
  }
};

type MarkedTextProps = Citing & { change: TextChange; party?: PartyId | undefined };

/** The whole text with its changes marked; `party` gives the ink of what comes. */
export const MarkedText = ({ change, party, clause, values }: MarkedTextProps) => (
  <div lang={change.lang} data-party={party} className="marked-text">
    {changesOf(change.before, change.after).map((paragraph, line) => (
      // Paragraphs and their pieces have no other identity than their place.
      // eslint-disable-next-line react/no-array-index-key
      <p key={line} className="change-text">
        {paragraph.map((piece, index) => (
          <Piece
            // eslint-disable-next-line react/no-array-index-key
            key={index}
            piece={piece}
            after={paragraph[index - 1]}
            lang={change.lang}
            clause={clause}
            values={values}
          />
        ))}
      </p>
    ))}
  </div>
);

export const TextChanges = ({
  texts,
  party,
  clause,
  values,
}: Citing & {
  texts: readonly TextChange[];
  party?: PartyId | undefined;
}) => {
  const { t } = useTranslation();
  return (
    <div className={`text-changes ${texts.length > 1 ? 'two' : ''}`}>
      {texts.map((change) => (
        <section key={change.lang}>
          <h3 className="change-lang">{t(`moves.text.${change.lang}`)}</h3>
          <MarkedText change={change} party={party} clause={clause} values={values} />
        </section>
      ))}
    </div>
  );
};

export const FigureChanges = ({ figures }: { figures: readonly FigureChange[] }) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  if (figures.length === 0) return null;
  return (
    <dl className="figure-changes">
      {figures.map(({ definition, from, to }) => (
        <div key={definition.id}>
          <dt>{definition.label[lang]}</dt>
          <dd>
            <del>{from === null ? t('terms.unset') : formatTermValue(definition, from, lang)}</del>{' '}
            <span aria-hidden="true">→</span> <ins>{formatTermValue(definition, to, lang)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
};
