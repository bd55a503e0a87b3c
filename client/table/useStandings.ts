// The standing of every article, in React.
import { useEffect, useState } from 'react';
import type { TableView } from '../session/view.ts';
import type { Standing } from './standing.ts';
import { watchStandings } from './watch-standings.ts';

/** The articles' standings in the board's order; empty until they have been read. */
export const useStandings = (view: TableView): readonly Standing[] => {
  const [standings, show] = useState<readonly Standing[]>([]);
  useEffect(() => watchStandings(view, show), [view]);
  return standings;
};
