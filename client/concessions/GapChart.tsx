// The gap of the whole board over time: one line that falls, sittings apart, and every movement as a tick on the side of
// its delegation. It says the same without colour: sides have a place, and a table stands behind it.
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  XAxis,
  YAxis,
  usePlotArea,
  useXAxisScale,
} from 'recharts';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import { DataTable } from './DataTable.tsx';
import { Marks } from './Marks.tsx';
import type { Mark } from './Marks.tsx';
import { boardGap, replayAt } from './shape.ts';
import type { TimeLine } from './shape.ts';
import { useWidth } from './useWidth.ts';
import type { Wording } from './useWording.ts';

const HEIGHT = 250;
/** Below the line of the ticks, which stands under the plot. */
const FOOT = 46;
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
      key: `${String(movement.seq)} ${movement.clause}`,
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
      <Marks label={t('concessions.marksLabel')} marks={marks} onShow={onShow} />
    </>
  );
};

const Chart = ({ answer, line, wording }: { answer: MovementsAnswer; line: TimeLine; wording: Wording }) => {
  const { t } = useTranslation();
  const [room, width] = useWidth<HTMLDivElement>();
  const [shown, show] = useState<Mark | null>(null);
  const gaps = useMemo(() => boardGap(answer.points, line), [answer, line]);
  const [start, now] = [gaps[0], gaps.at(-1)];
  if (start === undefined || now === undefined) return null;
  const data = [...gaps, { ...now, x: line.end }];
  const [below, above] = answer.parties;
  const sittings = answer.sittings.map((each) => ({ ...each, x: line.at(each.openedAt) }));
  const narrow = width < 620;
  return (
    <figure className="gap-chart">
      <div ref={room} className="chart-room" onPointerLeave={() => show(null)}>
        {width > 0 && (
          <LineChart
            width={width}
            height={HEIGHT}
            data={data}
            accessibilityLayer={false}
            margin={{ top: 22, right: 14, bottom: FOOT, left: 0 }}
            title={t('concessions.gapLabel', {
              from: wording.apart(start.apart),
              to: wording.apart(now.apart),
            })}
          >
            <CartesianGrid vertical={false} stroke="var(--hair)" />
            <XAxis dataKey="x" type="number" domain={[0, line.end]} hide />
            <YAxis
              width={34}
              tickCount={4}
              allowDecimals={false}
              axisLine={false}
              tickLine={false}
              domain={[0, 'auto']}
            />
            {sittings.map(({ sitting, x }) => (
              <ReferenceLine
                key={sitting}
                x={x}
                stroke="var(--edge)"
                strokeDasharray="2 4"
                label={{
                  value: narrow ? String(sitting) : wording.sitting(sitting),
                  position: 'insideTopLeft',
                  dy: -22,
                  className: 'chart-label',
                }}
              />
            ))}
            <Line
              dataKey="apart"
              type="stepAfter"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
              stroke="var(--ink)"
              strokeWidth={1.8}
            />
            <Ticks answer={answer} line={line} wording={wording} onShow={show} />
          </LineChart>
        )}
      </div>
      <p className="gap-told" aria-hidden="true">
        {shown?.name ?? t('concessions.hint')}
      </p>
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
      <DataTable
        caption={t('concessions.title')}
        columns={[
          t('concessions.column.moment'),
          t('concessions.column.apart'),
          t('concessions.column.brackets'),
          t('concessions.column.figures'),
        ]}
        rows={gaps.map(({ seq, at, apart, brackets, figures }) => ({
          key: String(seq),
          cells: [
            <a key="at" href={replayAt(answer.board, seq)}>
              {wording.moment(at)}
            </a>,
            wording.apart(apart),
            brackets,
            figures,
          ],
        }))}
      />
    </figure>
  );
};

export const GapChart = memo(Chart);
