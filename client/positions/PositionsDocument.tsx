// Both positions as one document over all articles: what each delegation would sign today.
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/board.ts';
import { CountedText } from '../doors/CountedText.tsx';
import { useLanguage } from '../i18n/i18n.ts';
import { useSlice } from '../ui/useSlice.ts';
import type { TableView } from '../session/view.ts';
import { Positions } from './Positions.tsx';
import './positions.css';

export const PositionsDocument = ({
  view,
  languages,
}: {
  view: TableView;
  languages: readonly Language[];
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const clauses = useSlice(view, (snapshot) => snapshot.state.clauses);
  return (
    <div className="positions-document">
      <header className="positions-intro">
        <h2>{t('positions.title')}</h2>
        <p className="quiet">{t('positions.intro')}</p>
      </header>
      {clauses.map((clause, index) => (
        <section
          key={clause.id}
          id={`positions-${clause.id}`}
          className="positions-article"
          aria-labelledby={`positions-title-${clause.id}`}
        >
          <p className="article-number">{t('common.article', { number: index + 1 })}</p>
          <h3 id={`positions-title-${clause.id}`} className="article-title">
            {clause.title[lang]}
          </h3>
          {clause.counted === undefined || clause.counted.texts !== null ? (
            <Positions view={view} clause={clause} languages={languages} />
          ) : (
            <CountedText clause={clause} counted={clause.counted} languages={languages} />
          )}
        </section>
      ))}
    </div>
  );
};
