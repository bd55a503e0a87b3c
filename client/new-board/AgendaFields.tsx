// An agenda of articles that have no words yet: their titles, and the figures that each is to settle.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { emptyArticle, emptyTerm } from './draft.ts';
import type { ArticleDraft } from './draft.ts';
import type { FormPart } from './NewBoardForm.tsx';
import { TermFields } from './TermFields.tsx';
import { useFault } from './useFault.ts';

const MOST_ARTICLES = 200;
const MOST_TERMS = 40;

export const AgendaFields = (part: FormPart) => {
  const { t } = useTranslation();
  const { draft, change } = part;
  const { articles } = draft;
  const list = useRef<HTMLOListElement>(null);
  const add = (): void => {
    const key = Math.max(0, ...articles.map((article) => article.key)) + 1;
    change({ articles: [...articles, emptyArticle(key)] });
    // One goes on writing where the new article is.
    requestAnimationFrame(() => list.current?.lastElementChild?.querySelector('input')?.focus());
  };
  return (
    <div className="new-agenda">
      {articles.length === 0 && <p className="quiet">{t('newBoard.noArticles')}</p>}
      <ol ref={list} className="plain-list">
        {articles.map((article, at) => (
          <OneArticle
            key={article.key}
            {...part}
            article={article}
            number={at + 1}
            put={(next) =>
              change({ articles: articles.map((each) => (each.key === next.key ? next : each)) })
            }
            drop={() => change({ articles: articles.filter(({ key }) => key !== article.key) })}
          />
        ))}
      </ol>
      <Button isDisabled={articles.length >= MOST_ARTICLES} onPress={add}>
        {t('newBoard.addArticle')}
      </Button>
    </div>
  );
};

const OneArticle = ({
  draft: { languages },
  faults,
  article,
  number,
  put,
  drop,
}: FormPart & {
  article: ArticleDraft;
  number: number;
  put: (next: ArticleDraft) => void;
  drop: () => void;
}) => {
  const { t } = useTranslation();
  const fault = useFault(faults);
  const { key, title, terms } = article;
  const labels = { en: t('table.agenda.titleEn'), fr: t('table.agenda.titleFr') };
  const name = t('common.article', { number });
  return (
    <li className="new-article">
      <fieldset>
        <legend>{name}</legend>
        <div className={languages.length > 1 ? 'new-board-fields' : 'new-board-field'}>
          {languages.map((lang) => (
            <TextField
              key={lang}
              label={languages.length > 1 ? labels[lang] : t('table.agenda.title')}
              lang={lang}
              maxLength={200}
              value={title[lang]}
              error={fault(`article.${key}.title.${lang}`)}
              onChange={(value) => put({ ...article, title: { ...title, [lang]: value } })}
            />
          ))}
        </div>
        {terms.map((term, at) => (
          <TermFields
            // Figures have no other identity than their place.
            // eslint-disable-next-line react/no-array-index-key
            key={at}
            term={term}
            number={at + 1}
            languages={languages}
            fault={(field) => fault(`article.${key}.term.${at}.${field}`)}
            put={(next) => put({ ...article, terms: terms.map((each, i) => (i === at ? next : each)) })}
            drop={() => put({ ...article, terms: terms.filter((_, i) => i !== at) })}
          />
        ))}
        <div className="new-article-acts">
          <Button
            variant="small"
            isDisabled={terms.length >= MOST_TERMS}
            aria-label={t('newBoard.addTermTo', { article: name })}
            onPress={() => put({ ...article, terms: [...terms, emptyTerm()] })}
          >
            {t('newBoard.addTerm')}
          </Button>
          <Button variant="small" aria-label={t('newBoard.dropArticleOf', { article: name })} onPress={drop}>
            {t('newBoard.dropArticle')}
          </Button>
        </div>
      </fieldset>
    </li>
  );
};
