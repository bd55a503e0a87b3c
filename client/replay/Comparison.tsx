// What changed between two moments: article by article each side's words, as they came and went, and its figures.
import { Fragment, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/board.ts';
import { clauseOf } from '../../shared/state.ts';
import type { TermDefinition } from '../../shared/terms.ts';
import { labelOf, nameOf } from '../article/parties.ts';
import { formatMoment } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { Changed } from '../positions/differ.ts';
import { Words } from '../positions/Words.tsx';
import type { TableView } from '../session/view.ts';
import { formatTermValue } from '../terms/format.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogActs } from '../ui/Dialog.tsx';
import { useSlice } from '../ui/useSlice.ts';
import type { ArticleChange, FigureMoved, TextChanged } from './lines.ts';
import type { OpenReplay } from './useReplay.ts';
import '../moves/moves.css';
import '../positions/positions.css';

export const Comparison = ({
  replay,
  between: [from, to],
  isOpen,
  close,
}: {
  replay: OpenReplay;
  /** Two rows, the earlier first. */
  between: readonly [number, number];
  isOpen: boolean;
  close: () => void;
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { archive, playback } = replay;
  const [found, setFound] = useState<{ of: string; articles: ArticleChange[] } | null>(null);
  const of = `${from} ${to}`;
  useEffect(() => {
    if (!isOpen) return undefined;
    let gone = false;
    void archive.compare(from, to).then((articles) => {
      if (!gone) setFound({ of, articles });
    });
    return () => {
      gone = true;
    };
  }, [isOpen, archive, from, to, of]);
  const moment = (seq: number): string => formatMoment(playback.course.chronicle.at[seq] ?? 0, lang);
  const see = (seq: number): void => {
    playback.go(seq);
    playback.set({ mark: seq === from ? to : from });
    close();
  };
  const articles = found?.of === of ? found.articles : null;
  return (
    <Dialog
      title={t('replay.compare.title')}
      shape="wide"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <p className="quiet">{t('replay.compare.between', { from: moment(from), to: moment(to) })}</p>
      <output className="compared">
        {articles === null
          ? t('replay.compare.working')
          : articles.length === 0
            ? t('replay.compare.nothing')
            : t('replay.compare.articles', { count: articles.length })}
      </output>
      {articles?.map((change) => (
        <Article key={change.clause} view={replay.table} change={change} />
      ))}
      <DialogActs>
        <Button onPress={() => see(from)}>{t('replay.compare.seeFrom')}</Button>
        <Button onPress={() => see(to)}>{t('replay.compare.seeTo')}</Button>
      </DialogActs>
    </Dialog>
  );
};

const Article = ({ view, change }: { view: TableView; change: ArticleChange }) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const state = useSlice(view, (snapshot) => snapshot.state);
  const clause = clauseOf(state, change.clause);
  const { number, agenda, phase, terms, texts, figures } = change;
  return (
    <section className="compared-article">
      <h3>
        {t('common.article', { number })}
        {clause !== undefined && `. ${clause.title[lang]}`}
      </h3>
      {agenda !== 'stayed' && <p>{t(`replay.compare.${agenda}`)}</p>}
      {phase !== null && (
        <p>
          {t('replay.compare.phase', {
            from: t(`replay.compare.phases.${phase.from}`),
            to: t(`replay.compare.phases.${phase.to}`),
          })}
        </p>
      )}
      {texts.map((text) => (
        <Text key={`${text.party} ${text.lang}`} view={view} text={text} terms={terms} />
      ))}
      {figures.length > 0 && <Figures view={view} figures={figures} />}
    </section>
  );
};

const TAGS = { kept: 'span', added: 'ins', removed: 'del' } as const;

const Pieces = ({
  pieces,
  terms,
  lang,
  values,
}: {
  pieces: readonly Changed[];
  terms: readonly TermDefinition[];
  lang: Language;
  values: TextChanged['values'];
}) =>
  pieces.map(({ mark, text }, index) => {
    const Tag = TAGS[mark];
    // What comes in the place of something stands apart from it.
    const space = mark === 'added' && pieces[index - 1]?.mark === 'removed' ? ' ' : '';
    return (
      // Pieces have no other identity than their place.
      // eslint-disable-next-line react/no-array-index-key
      <Fragment key={index}>
        {space}
        <Tag>
          <Words
            text={text}
            clause={{ terms }}
            values={mark === 'removed' ? values.from : values.to}
            lang={lang}
          />
        </Tag>
      </Fragment>
    );
  });

const Text = ({
  view,
  text: { party, lang, paragraphs, values },
  terms,
}: {
  view: TableView;
  text: TextChanged;
  terms: readonly TermDefinition[];
}) => {
  const { t } = useTranslation();
  const reader = useLanguage();
  const board = useSlice(view, ({ state }) => state.board);
  return (
    <div data-party={party}>
      <h4 className="compared-position">
        {t('replay.compare.position', {
          party: nameOf(board, party, reader),
          language: t(`history.languages.${lang}`),
        })}
      </h4>
      <div lang={lang} className="marked-text">
        {paragraphs.map((pieces, line) => (
          // Paragraphs have no other identity than their place.
          // eslint-disable-next-line react/no-array-index-key
          <p key={line} className="change-text">
            {pieces === null ? '…' : <Pieces pieces={pieces} terms={terms} lang={lang} values={values} />}
          </p>
        ))}
      </div>
    </div>
  );
};

const Figures = ({ view, figures }: { view: TableView; figures: readonly FigureMoved[] }) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const board = useSlice(view, ({ state }) => state.board);
  const said = ({ definition }: FigureMoved, value: FigureMoved['from']): string =>
    value === null ? t('replay.compare.noValue') : formatTermValue(definition, value, lang);
  return (
    <>
      <h4 className="compared-position">{t('replay.compare.figures')}</h4>
      <dl className="figure-changes">
        {figures.map((figure) => (
          <div key={`${figure.party} ${figure.definition.id}`} data-party={figure.party}>
            <dt>
              {t('replay.compare.figure', {
                party: labelOf(board, figure.party, lang),
                term: figure.definition.label[lang],
              })}
            </dt>
            <dd>
              <del>{said(figure, figure.from)}</del> <span aria-hidden="true">→</span>{' '}
              <ins>{said(figure, figure.to)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
};
