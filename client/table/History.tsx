// The history beside the page. A line of it leads to its place in the text.
import type { OnShow } from '../history/HistoryLine.tsx';
import { HistoryPanel } from '../history/HistoryPanel.tsx';
import type { TableView } from '../session/view.ts';

export const History = ({ view, goTo }: { view: TableView; goTo: OnShow }) => (
  <HistoryPanel view={view} onShow={goTo} />
);
