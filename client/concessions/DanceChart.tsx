// One figure, step by step: both sides' values from the openings to now, drawn towards each other. The first side's line
// is drawn through, the second's dashed; its steps are discs, the second's squares, each a link to its moment.
import { useTranslation } from 'react-i18next';
import { Line, LineChart, XAxis, YAxis, usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { colourOf } from '../../shared/colours.ts';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import { formatTermValue } from '../terms/format.ts';
import { DataTable } from './DataTable.tsx';
import { CURVE } from './GapRows.tsx';
import { Marks } from './Marks.tsx';
import type { Mark } from './Marks.tsx';
import { useFootTold } from './Told.tsx';
import { danceLines, replayAt } from './shape.ts';
import type { Dance, TimeLine } from './shape.ts';
import { useWidth } from './useWidth.ts';
import type { Wording } from './useWording.ts';

const HEIGHT = 150;
/** What a value takes beside its step, in pixels. */
const LABEL_ROOM = 64;

type Props = { answer: MovementsAnswer; line: TimeLine; wording: Wording; dance: Dance };

/** The side that opened with the higher value: its values stand above its line, the other's below. */
const higherOf = ({ steps }: Dance): string | undefined => {
  const [one] = steps;
  const other = steps.find(({ party }) => party !== one?.party);
  return other === undefined || one === undefined || one.value > other.value ? one?.party : other.party;
};

const StepMarks = ({
  answer,
  wording,
  dance,
  onTouch,
}: Omit<Props, 'line'> & { onTouch: (mark: Mark) => void }) => {
  const [x, y, plot] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  if (x === undefined || y === undefined || plot === undefined) return null;
  const first = answer.parties[0]?.id;
  const above = higherOf(dance);
  const marks = dance.steps.map((step, index): Mark => {
    const [cx, cy] = [x(step.x) ?? 0, y(step.value) ?? 0];
    const text = formatTermValue(dance.term, step.value, wording.lang);
    const its = dance.steps.filter(({ party }) => party === step.party);
    const next = its[its.indexOf(step) + 1];
    // Of two steps of one side close together the later says where it came to.
    const quiet = its[0] !== step && next !== undefined && (x(next.x) ?? 0) - cx < LABEL_ROOM;
    const ends = cx > plot.x + plot.width - LABEL_ROOM;
    return {
      key: `${step.party} ${String(step.seq)} ${String(index)}`,
      to: replayAt(answer.board, step.seq),
      name: `${wording.moment(step.at)}. ${wording.label(step.party)}: ${text}`,
      shape: (
        <g data-party={step.party} className="step">
          {step.party === first ? (
            <circle cx={cx} cy={cy} r={4.5} />
          ) : (
            <rect x={cx - 4} y={cy - 4} width={8} height={8} />
          )}
          {!quiet && (
            <text
              x={cx + (ends ? -6 : 6)}
              y={cy + (step.party === above ? -8 : 17)}
              textAnchor={ends ? 'end' : 'start'}
            >
              {its[0] === step ? `${wording.label(step.party)} ${text}` : text}
            </text>
          )}
        </g>
      ),
    };
  });
  return <Marks label={dance.term.label[wording.lang]} marks={marks} onTouch={onTouch} />;
};

export const DanceChart = ({ answer, line, wording, dance }: Props) => {
  const { t } = useTranslation();
  const [room, width] = useWidth<HTMLDivElement>();
  const { touch, told } = useFootTold();
  const label = dance.term.label[wording.lang];
  const side = (party: string | undefined): string =>
    t('concessions.danceSide', {
      party: wording.label(party ?? ''),
      values: dance.steps
        .filter((step) => step.party === party)
        .map(({ value }) => formatTermValue(dance.term, value, wording.lang))
        .join(', '),
    });
  const [first, second] = answer.parties.map(({ id }) => id);
  return (
    <figure className="dance">
      <figcaption>{t('concessions.danceOf', { term: label })}</figcaption>
      <div ref={room} className="chart-room">
        {width > 0 && (
          <LineChart
            width={width}
            height={HEIGHT}
            data={danceLines(dance, line.end)}
            accessibilityLayer={false}
            margin={{ top: 24, right: 12, bottom: 24, left: 8 }}
            title={t('concessions.danceLabel', { term: label, first: side(first), second: side(second) })}
          >
            <XAxis dataKey="x" type="number" domain={[0, line.end]} hide />
            <YAxis domain={['dataMin', 'dataMax']} hide />
            {answer.parties.map((party, index) => (
              <Line
                key={party.id}
                dataKey={party.id}
                {...CURVE}
                stroke={`var(--${colourOf(party)})`}
                strokeWidth={1.8}
                {...(index === 0 ? {} : { strokeDasharray: '6 4' })}
              />
            ))}
            <StepMarks answer={answer} wording={wording} dance={dance} onTouch={touch} />
          </LineChart>
        )}
      </div>
      {told}
      <DataTable
        caption={`${wording.article(dance.clause)}. ${t('concessions.danceOf', { term: label })}`}
        columns={[
          t('concessions.column.moment'),
          t('concessions.column.party'),
          t('concessions.column.value'),
        ]}
        rows={dance.steps.map(({ seq, at, party, value }) => ({
          key: `${party} ${String(seq)}`,
          cells: [
            <a key="at" href={replayAt(answer.board, seq)}>
              {wording.moment(at)}
            </a>,
            wording.label(party),
            formatTermValue(dance.term, value, wording.lang),
          ],
        }))}
      />
    </figure>
  );
};
