// The board's file: papers that lie beside the articles, such as the letter that opened the negotiation.
import { useTranslation } from 'react-i18next';
import type { BoardDefinition } from '../../shared/board.ts';
import type { TextLanguages } from '../i18n/languages.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';

type Paper = BoardDefinition['file'][number];
const NONE: readonly Paper[] = [];

export const File = ({ view, languages }: { view: TableView; languages: TextLanguages }) => {
  const { t } = useTranslation();
  const papers = useSlice(view, ({ state }) => state.board?.file ?? NONE);
  return (
    <section className={languages.length === 2 ? 'papers both' : 'papers'} aria-labelledby="file-title">
      <h2 id="file-title">{t('table.file.title')}</h2>
      <p className="quiet">{papers.length === 0 ? t('table.file.empty') : t('table.file.note')}</p>
      {papers.map((paper) => (
        <PaperPages key={paper.id} paper={paper} languages={languages} />
      ))}
    </section>
  );
};

const PaperPages = ({ paper, languages }: { paper: Paper; languages: TextLanguages }) => (
  <div className="paper">
    {languages.map((lang) => (
      <article key={lang} lang={lang}>
        <h3>{paper.title[lang]}</h3>
        {paper.text[lang].split(/\n{2,}/).map((paragraph, index) => (
          // The paper never changes: its paragraphs are known by their places.
          // eslint-disable-next-line react/no-array-index-key
          <p key={index}>{paragraph}</p>
        ))}
      </article>
    ))}
  </div>
);
