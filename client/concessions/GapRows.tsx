// What the charts of the gap have in common: how their curves are drawn, and how the tables behind them tell a row.
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import { DataTable } from './DataTable.tsx';
import { replayAt } from './shape.ts';
import type { GapRow } from './shape.ts';
import type { Wording } from './useWording.ts';
import { useTranslation } from 'react-i18next';

/** A gap stays as it is until somebody moves. */
export const CURVE = { type: 'stepAfter', dot: false, activeDot: false, isAnimationActive: false } as const;

const NOTHING = '–';

/** What a row can tell; a change of the gap that is nobody's movement has nobody beside it. */
const CELLS = {
  moment: ({ seq, at }: GapRow, wording: Wording, board: string) => (
    <a key="moment" href={replayAt(board, seq)}>
      {wording.moment(at)}
    </a>
  ),
  party: ({ movement }: GapRow, wording: Wording) =>
    movement === null ? NOTHING : wording.label(movement.party),
  movement: ({ movement }: GapRow, wording: Wording) =>
    movement === null ? NOTHING : wording.sentence(movement),
  article: ({ movement }: GapRow, wording: Wording) =>
    movement === null ? NOTHING : wording.article(movement.clause),
  apart: ({ gap }: GapRow, wording: Wording) => (gap === null ? NOTHING : wording.apart(gap.apart)),
  brackets: ({ gap }: GapRow) => gap?.brackets ?? NOTHING,
  figures: ({ gap }: GapRow) => gap?.figures ?? NOTHING,
} as const;

export const GapTable = ({
  answer,
  wording,
  summary,
  caption,
  columns,
  rows,
}: {
  answer: MovementsAnswer;
  wording: Wording;
  summary?: string;
  caption: string;
  columns: readonly (keyof typeof CELLS)[];
  /** `article` where its table is of several, movement or not. */
  rows: readonly (GapRow & { article?: string })[];
}) => {
  const { t } = useTranslation();
  return (
    <DataTable
      {...(summary === undefined ? {} : { summary })}
      caption={caption}
      columns={columns.map((each) => t(`concessions.column.${each}`))}
      rows={rows.map((row) => ({
        key: row.key,
        cells: columns.map((each) =>
          each === 'article' && row.article !== undefined
            ? wording.article(row.article)
            : CELLS[each](row, wording, answer.board),
        ),
      }))}
    />
  );
};
