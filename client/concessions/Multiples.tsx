// The gap of each article over time, all on one scale, with its movements; each leads to what was given on the article.
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Line, LineChart, XAxis, YAxis, usePlotArea, useXAxisScale } from 'recharts';
import type { ArticleAnswer, MovementsAnswer } from '../../shared/movement/answer.ts';
import { DataTable } from './DataTable.tsx';
import { CURVE, GapTable } from './GapRows.tsx';
import { Marks } from './Marks.tsx';
import type { Mark } from './Marks.tsx';
import { useFootTold } from './Told.tsx';
import { articleGaps, gapAt, gapRows, replayAt } from './shape.ts';
import type { GapAt, TimeLine } from './shape.ts';
import { useWidth } from './useWidth.ts';
import type { Wording } from './useWording.ts';

const HEIGHT = 66;
const FOOT = 14;
const NO_GAPS: readonly GapAt[] = [];

type Props = { answer: MovementsAnswer; line: TimeLine; wording: Wording };

const Ticks = ({
  answer,
  line,
  wording,
  clause,
  onTouch,
}: Props & { clause: string; onTouch: (mark: Mark) => void }) => {
  const { t } = useTranslation();
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (plot === undefined || scale === undefined) return null;
  const base = plot.y + plot.height + FOOT / 2;
  const first = answer.parties[0]?.id;
  const marks = answer.movements
    .filter((movement) => movement.clause === clause)
    .map((movement): Mark => {
      const x = scale(line.at(movement.at)) ?? 0;
      const end = movement.party === first ? base + 5 : base - 5;
      return {
        key: String(movement.seq),
        to: replayAt(answer.board, movement.seq),
        name: wording.whole(movement),
        shape: (
          <>
            <title>{wording.whole(movement)}</title>
            <rect x={x - 2} y={Math.min(base, end) - 2} width={4} height={9} className="mark-room" />
            <line x1={x} x2={x} y1={base} y2={end} data-party={movement.party} className="tick small" />
          </>
        ),
      };
    });
  if (marks.length === 0) return null;
  const label = t('concessions.marksOf', { article: wording.article(clause) });
  return <Marks label={label} marks={marks} onTouch={onTouch} />;
};

const SmallChart = ({
  answer,
  line,
  wording,
  article,
  gaps,
  top,
  onTouch,
}: Props & {
  article: ArticleAnswer;
  gaps: readonly GapAt[];
  top: number;
  onTouch: (mark: Mark) => void;
}) => {
  const [room, width] = useWidth<HTMLDivElement>();
  const last = gaps.at(-1);
  return (
    <div ref={room} className="chart-room small">
      {width > 0 && last !== undefined && (
        <LineChart
          width={width}
          height={HEIGHT}
          data={[...gaps, { ...last, x: line.end }]}
          accessibilityLayer={false}
          margin={{ top: 3, right: 2, bottom: FOOT, left: 2 }}
        >
          <XAxis dataKey="x" type="number" domain={[0, line.end]} hide />
          <YAxis domain={[0, top]} hide />
          <Line
            dataKey="apart"
            {...CURVE}
            stroke={article.phase === 'locked' ? 'var(--done)' : 'var(--ink)'}
            strokeWidth={1.6}
          />
          <Ticks answer={answer} line={line} wording={wording} clause={article.id} onTouch={onTouch} />
        </LineChart>
      )}
    </div>
  );
};

/** Drawn once: which articles are open below has nothing to do with it. */
const Small = memo(SmallChart);

const COLUMNS = ['article', 'moment', 'party', 'movement', 'apart'] as const;

export const Multiples = ({ answer, line, wording, open }: Props & { open: (clause: string) => void }) => {
  const { t } = useTranslation();
  const gaps = useMemo(() => articleGaps(answer.points, line), [answer, line]);
  const { touch, told } = useFootTold();
  const top = Math.max(1, ...answer.points.map(({ apart }) => apart));
  const state = (article: ArticleAnswer): string => {
    const apart = wording.apart(gaps.get(article.id)?.at(-1)?.apart ?? 0);
    if (article.phase === 'dropped') return t('concessions.dropped');
    if (article.lockedAt !== null) return t('concessions.locked', { when: wording.moment(article.lockedAt) });
    if (article.phase === 'held') return t('concessions.held');
    if (article.reservedBy.length > 0) return t('concessions.reserved', { apart });
    return t('concessions.apart', { apart });
  };
  const ends = answer.sittings.map(({ sitting, adjournedAt }) => ({ sitting, at: adjournedAt ?? answer.at }));
  const first = answer.sittings[0]?.openedAt ?? 0;
  const then = (article: ArticleAnswer, moment: number): string => {
    const gap = gapAt(gaps.get(article.id) ?? [], moment);
    return gap === null ? '–' : wording.apart(gap.apart);
  };
  return (
    <section aria-labelledby="by-article" className="by-article">
      <h2 id="by-article">{t('concessions.byArticle')}</h2>
      <p className="lead">
        {t('concessions.byArticleLead')} <span className="on-screen">{t('concessions.byArticleHint')}</span>
      </p>
      <ul className="plain-list multiples">
        {answer.articles.map((article) => (
          <li key={article.id}>
            <a href={`#given-${article.id}`} onClick={() => open(article.id)}>
              <h3>
                {article.number} {wording.title(article.id)}
              </h3>
            </a>
            <Small
              answer={answer}
              line={line}
              wording={wording}
              article={article}
              gaps={gaps.get(article.id) ?? NO_GAPS}
              top={top}
              onTouch={touch}
            />
            <small className="quiet">{state(article)}</small>
          </li>
        ))}
      </ul>
      {told}
      <DataTable
        caption={t('concessions.byArticle')}
        columns={[
          t('concessions.column.article'),
          t('concessions.atStart'),
          ...ends.map(({ sitting }) => t('concessions.afterSitting', { sitting })),
          t('concessions.now'),
          t('concessions.column.state'),
        ]}
        rows={answer.articles.map((article) => ({
          key: article.id,
          cells: [
            `${wording.article(article.id)}. ${wording.title(article.id)}`,
            then(article, first),
            ...ends.map(({ at }) => then(article, at)),
            then(article, answer.at),
            state(article),
          ],
        }))}
      />
      {/* What the ticks and the bends of the small charts say. */}
      <GapTable
        answer={answer}
        wording={wording}
        summary={t('concessions.movementTable')}
        caption={t('concessions.byArticleMovements')}
        columns={COLUMNS}
        rows={answer.articles.flatMap(({ id }) =>
          gapRows(
            gaps.get(id) ?? NO_GAPS,
            answer.movements.filter(({ clause }) => clause === id),
          ).map((row) => ({ ...row, key: `${id} ${row.key}`, article: id })),
        )}
      />
    </section>
  );
};
