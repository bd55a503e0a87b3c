// What stands around the curve of the gap: the sittings with their days, what the gap has come to, and which point of it
// a movement made.
import { useTranslation } from 'react-i18next';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import type { GapAt, TimeLine } from './shape.ts';
import type { Wording } from './useWording.ts';

/** About what a letter of the chart's type takes, in pixels. */
const LETTER = 6.2;
const widthOf = (text: string): number => text.length * LETTER;

type Start = { sitting: number; name: string; day: string; x: number };
type Label = { sitting: number; x: number; text: string };

/** The days along the axis: each once, and none where it would run into the one before or out of the chart. */
export const dayLabels = (starts: readonly Start[], right: number): Label[] => {
  const labels: Label[] = [];
  for (const { sitting, x, day } of starts) {
    const before = labels.at(-1);
    const start = Math.min(x, right - widthOf(day));
    if (before?.text === day || (before !== undefined && start < before.x + widthOf(before.text) + LETTER))
      continue;
    labels.push({ sitting, x: start, text: day });
  }
  return labels;
};

type Props = { answer: MovementsAnswer; line: TimeLine; wording: Wording };

export const Sittings = ({ answer, line, wording, foot }: Props & { foot: number }) => {
  const [plot, scale] = [usePlotArea(), useXAxisScale()];
  if (plot === undefined || scale === undefined) return null;
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const starts = answer.sittings.map(({ sitting, openedAt }): Start => {
    const x = scale(line.at(openedAt)) ?? 0;
    return { sitting, x, name: wording.sitting(sitting), day: wording.day(openedAt) };
  });
  return (
    <g>
      {starts.map(({ sitting, x, name }, index) => {
        const fits = widthOf(name) + 8 < (starts[index + 1]?.x ?? right) - x;
        return (
          <g key={sitting}>
            <line x1={x} x2={x} y1={plot.y} y2={bottom} className="sitting-line" />
            <text x={x + 5} y={plot.y - 9} className="sitting-name">
              {fits ? name : sitting}
            </text>
          </g>
        );
      })}
      {dayLabels(starts, right).map(({ sitting, x, text }) => (
        <text key={sitting} x={x} y={bottom + foot + 9} className="sitting-day">
          {text}
        </text>
      ))}
    </g>
  );
};

export const GapPoints = ({
  line,
  wording,
  gaps,
  shown,
}: Omit<Props, 'answer'> & { gaps: readonly GapAt[]; shown: { x: number; apart: number } | null }) => {
  const { t } = useTranslation();
  const [x, y, plot] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  const now = gaps.at(-1);
  if (x === undefined || y === undefined || plot === undefined || now === undefined) return null;
  const [endX, endY] = [x(line.end) ?? 0, y(now.apart) ?? 0];
  const text = t('concessions.apartAt', { apart: wording.apart(now.apart), time: wording.time(line.last) });
  // Under a curve that falls, where there is room; else above all of the curve that it stands over.
  const from = gaps.findLastIndex((gap) => (x(gap.x) ?? 0) < endX - widthOf(text));
  const highest = Math.max(...gaps.slice(Math.max(0, from)).map(({ apart }) => apart));
  const isUnder = highest > now.apart && endY + 20 < plot.y + plot.height;
  return (
    <g>
      <circle cx={endX} cy={endY} r={3.5} className="gap-end" />
      <text x={endX + 4} y={isUnder ? endY + 17 : (y(highest) ?? 0) - 8} textAnchor="end" className="gap-now">
        {text}
      </text>
      {shown !== null && <circle cx={x(shown.x) ?? 0} cy={y(shown.apart) ?? 0} r={5} className="gap-shown" />}
    </g>
  );
};
