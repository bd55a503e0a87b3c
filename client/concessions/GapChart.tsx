// The gap of the whole board over time: one line that falls, sittings apart, and every movement as a tick on the side of
// its delegation. It says the same without colour: sides have a place, and a table stands behind it.
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CartesianGrid, Line, LineChart, XAxis, YAxis, usePlotArea, useXAxisScale } from 'recharts';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import { GapPoints, Sittings } from './GapAxis.tsx';
import { CURVE, GapTable } from './GapRows.tsx';
import { Marks } from './Marks.tsx';
import type { Mark } from './Marks.tsx';
import { Told, longestOf } from './Told.tsx';
import { boardGap, gapRows, markKey, replayAt } from './shape.ts';
import type { TimeLine } from './shape.ts';
import { useWidth } from './useWidth.ts';
import type { Wording } from './useWording.ts';

const HEIGHT = 266;
/** Where the ticks are, under the plot; their line is in its middle. */
const FOOT = 46;
/** Under them the days. */
const DAYS = 16;
const TICK = 9;

const Ticks = ({
  answer,
  line,
  wording,
  onShow,
}: {
  answer: MovementsAnswer;
  line: TimeLine;
  wording: Wording;
  onShow: (mark: Mark | null) => void;
}) => {
  const { t } = useTranslation();
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (plot === undefined || scale === undefined) return null;
  const base = plot.y + plot.height + FOOT / 2;
  const first = answer.parties[0]?.id;
  const marks = answer.movements.map((movement): Mark => {
    const x = scale(line.at(movement.at)) ?? 0;
    // The first delegation below, the second above: a place of its own for each.
    const end = movement.party === first ? base + TICK : base - TICK;
    return {
      key: markKey(movement),
      to: replayAt(answer.board, movement.seq),
      name: wording.whole(movement),
      shape: (
        <>
          <rect x={x - 3} y={Math.min(base, end) - 3} width={6} height={TICK + 6} className="mark-room" />
          <line x1={x} x2={x} y1={base} y2={end} data-party={movement.party} className="tick" />
        </>
      ),
    };
  });
  return (
    <>
      <line x1={plot.x} x2={plot.x + plot.width} y1={base} y2={base} className="tick-line" />
      <Marks label={t('concessions.marksLabel')} marks={marks} onShow={onShow} onTouch={onShow} />
    </>
  );
};

const COLUMNS = ['moment', 'party', 'article', 'movement', 'apart', 'brackets', 'figures'] as const;

const Chart = ({ answer, line, wording }: { answer: MovementsAnswer; line: TimeLine; wording: Wording }) => {
  const { t } = useTranslation();
  const [room, width] = useWidth<HTMLDivElement>();
  const [shown, show] = useState<Mark | null>(null);
  const gaps = useMemo(() => boardGap(answer.points, line), [answer, line]);
  const longest = useMemo(() => longestOf(answer.movements.map(wording.whole)), [answer, wording]);
  const data = useMemo(
    () => gaps.concat(gaps.slice(-1).map((last) => ({ ...last, x: line.end }))),
    [gaps, line],
  );
  const [start, now] = [gaps[0], gaps.at(-1)];
  if (start === undefined || now === undefined) return null;
  const [below, above] = answer.parties;
  const moved = shown === null ? undefined : answer.movements.find((each) => markKey(each) === shown.key);
  const gapThen = moved && gaps.findLast(({ seq }) => seq <= moved.seq);
  const pointed = moved && gapThen ? { x: line.at(moved.at), apart: gapThen.apart } : null;
  return (
    <figure className="gap-chart">
      {/* Who points goes on from a tick to its sentence; a finger leaves the chart whenever it is lifted. */}
      <div
        onPointerLeave={({ pointerType }) => {
          if (pointerType !== 'touch') show(null);
        }}
      >
        <div ref={room} className="chart-room">
          {width > 0 && (
            <LineChart
              width={width}
              height={HEIGHT}
              data={data}
              accessibilityLayer={false}
              margin={{ top: 22, right: 14, bottom: FOOT + DAYS, left: 0 }}
              title={t('concessions.gapLabel', {
                from: wording.apart(start.apart),
                to: wording.apart(now.apart),
              })}
            >
              <CartesianGrid vertical={false} stroke="var(--hair)" />
              <XAxis dataKey="x" type="number" domain={[0, line.end]} hide />
              <YAxis
                width={56}
                tickCount={4}
                allowDecimals={false}
                axisLine={false}
                tickLine={false}
                domain={[0, 'auto']}
                tickFormatter={(apart: number) =>
                  apart === 0 ? t('concessions.apartTick', { apart: wording.apart(0) }) : wording.apart(apart)
                }
              />
              <Sittings answer={answer} line={line} wording={wording} foot={FOOT} />
              <Line dataKey="apart" {...CURVE} stroke="var(--ink)" strokeWidth={1.8} />
              <GapPoints line={line} wording={wording} gaps={data} shown={pointed} />
              <Ticks answer={answer} line={line} wording={wording} onShow={show} />
            </LineChart>
          )}
        </div>
        <Told mark={shown} longest={longest} />
      </div>
      <figcaption className="chart-key quiet">
        {above !== undefined && (
          <span data-party={above.id}>
            <i className="key-tick up" /> {t('concessions.above', { party: wording.label(above.id) })}
          </span>
        )}
        {below !== undefined && (
          <span data-party={below.id}>
            <i className="key-tick" /> {t('concessions.below', { party: wording.label(below.id) })}
          </span>
        )}
        <span>{t('concessions.axisNote')}</span>
      </figcaption>
      <GapTable
        answer={answer}
        wording={wording}
        caption={t('concessions.title')}
        columns={COLUMNS}
        rows={gapRows(gaps, answer.movements)}
      />
    </figure>
  );
};

export const GapChart = memo(Chart);
