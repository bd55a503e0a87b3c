// The articles, one after the other, as on a page.
import { useTranslation } from 'react-i18next';
import type { TextLanguages } from '../i18n/languages.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';
import { Article } from '../article/Article.tsx';
import { anchorOf } from './anchors.ts';

export const Articles = ({ view, languages }: { view: TableView; languages: TextLanguages }) => {
  const { t } = useTranslation();
  const clauses = useSlice(view, ({ state }) => state.clauses);
  return (
    <div className="articles">
      {clauses.length === 0 && <p className="quiet">{t('table.contents.none')}</p>}
      {clauses.map((clause) => (
        <div key={clause.id} id={anchorOf(clause.id)} className="article-place" tabIndex={-1}>
          <Article view={view} clause={clause} textLanguages={languages} />
        </div>
      ))}
    </div>
  );
};
