// A part of a table's snapshot, drawn anew only when that part changes.
import { useSelector } from '../session/use.ts';
import type { Snapshot, TableView } from '../session/view.ts';

/** `select` has to give the same object as long as nothing in it changed, as snapshots and states themselves do. */
export const useSlice = <T>(view: TableView, select: (snapshot: Snapshot) => T): T =>
  useSelector(view, select);
