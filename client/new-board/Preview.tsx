// The articles as a table would have them, brackets in their delegation's colour.
import { useTranslation } from 'react-i18next';
import type { Language, Party } from '../../shared/board.ts';
import type { ImportedArticle } from '../../shared/notation/import.ts';
import { labelsOf } from '../../shared/notation/labels.ts';
import type { Node } from '../../shared/notation/nodes.ts';
import { parse } from '../../shared/notation/parse.ts';
import { print } from '../../shared/notation/print.ts';
import { useLanguage } from '../i18n/i18n.ts';

const nodesOf = (text: string, lang: Language, parties: readonly Party[]): readonly Node[] => {
  const parsed = parse(text, labelsOf(parties, lang));
  return parsed.ok ? parsed.nodes : [{ kind: 'words', text }];
};

type Reading = { parties: readonly Party[]; languages: readonly Language[] };

export const Preview = ({ articles, ...reading }: Reading & { articles: readonly ImportedArticle[] }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { parties, languages } = reading;
  return (
    <>
      <p className="quiet">{t('newBoard.articles', { count: articles.length })}</p>
      <ol className="plain-list preview-list">
        {articles.map((article, i) => (
          <li key={article.id}>
            <details>
              <summary>
                <span>{`${i + 1}. ${article.title[language]}`}</span>
                <Counts article={article} {...reading} />
              </summary>
              <div className="preview-texts">
                {languages
                  .filter((lang) => article.text[lang] !== '')
                  .map((lang) => (
                    <p key={lang} lang={lang} className="preview-text">
                      {nodesOf(article.text[lang], lang, parties).map((node, at) => (
                        <Piece key={at} node={node} lang={lang} parties={parties} />
                      ))}
                    </p>
                  ))}
              </div>
            </details>
          </li>
        ))}
      </ol>
    </>
  );
};

const Counts = ({ article, parties, languages }: Reading & { article: ImportedArticle }) => {
  const { t } = useTranslation();
  const brackets = Math.max(
    ...languages.map(
      (lang) => nodesOf(article.text[lang], lang, parties).filter(({ kind }) => kind === 'bracket').length,
    ),
  );
  const said = [
    ...(brackets === 0 ? [] : [t('newBoard.brackets', { count: brackets })]),
    ...(article.terms.length === 0 ? [] : [t('newBoard.figures', { count: article.terms.length })]),
  ];
  return <small className="quiet">{said.join(', ')}</small>;
};

const Piece = ({ node, lang, parties }: { node: Node; lang: Language; parties: readonly Party[] }) => {
  const text = print([node], labelsOf(parties, lang), lang);
  if (node.kind === 'words') return <>{node.text}</>;
  if (node.kind === 'term') return <code>{text}</code>;
  return (
    <span className="preview-bracket" data-party={node.party ?? 'chair'}>
      {text}
    </span>
  );
};
