// The articles as a table would have them, brackets in their delegation's colour.
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../shared/board.ts';
import type { Language } from '../../shared/board.ts';
import type { ImportedArticle } from '../../shared/notation/import.ts';
import { labelsOf } from '../../shared/notation/labels.ts';
import type { Node } from '../../shared/notation/nodes.ts';
import { parse } from '../../shared/notation/parse.ts';
import { print } from '../../shared/notation/print.ts';
import { PARTIES } from '../../shared/parties.ts';
import { useLanguage } from '../i18n/i18n.ts';

const nodesOf = (text: string, lang: Language): readonly Node[] => {
  const parsed = parse(text, labelsOf(PARTIES, lang));
  return parsed.ok ? parsed.nodes : [{ kind: 'words', text }];
};

export const Preview = ({ articles }: { articles: readonly ImportedArticle[] }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <p className="quiet">{t('newBoard.articles', { count: articles.length })}</p>
      <ol className="plain-list preview-list">
        {articles.map((article, i) => (
          <li key={article.id}>
            <details>
              <summary>
                <span>{`${i + 1}. ${article.title[language]}`}</span>
                <Counts article={article} />
              </summary>
              <div className="preview-texts">
                {LANGUAGES.filter((lang) => article.text[lang] !== '').map((lang) => (
                  <p key={lang} lang={lang} className="preview-text">
                    {nodesOf(article.text[lang], lang).map((node, at) => (
                      <Piece key={at} node={node} lang={lang} />
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

const Counts = ({ article }: { article: ImportedArticle }) => {
  const { t } = useTranslation();
  const brackets = Math.max(
    ...LANGUAGES.map(
      (lang) => nodesOf(article.text[lang], lang).filter(({ kind }) => kind === 'bracket').length,
    ),
  );
  const said = [
    ...(brackets === 0 ? [] : [t('newBoard.brackets', { count: brackets })]),
    ...(article.terms.length === 0 ? [] : [t('newBoard.figures', { count: article.terms.length })]),
  ];
  return <small className="quiet">{said.join(', ')}</small>;
};

const Piece = ({ node, lang }: { node: Node; lang: Language }) => {
  const text = print([node], labelsOf(PARTIES, lang), lang);
  if (node.kind === 'words') return <>{node.text}</>;
  if (node.kind === 'term') return <code>{text}</code>;
  return (
    <span className="preview-bracket" data-party={node.party ?? 'chair'}>
      {text}
    </span>
  );
};
