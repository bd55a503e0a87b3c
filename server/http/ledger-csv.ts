// The ledger as a table for a spreadsheet: one line an event, its particulars as JSON in the last column; and at its end a
// line that says which record it was taken from, since such a file has no other place for that.
import type { LedgerEntry } from '../../shared/events.ts';

const COLUMNS = ['seq', 'at', 'seat', 'event', 'clause', 'party', 'particulars'];

/** RFC 4180; a cell that a spreadsheet would take for a formula is kept text by a leading apostrophe. */
const cell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** @param head what the last line says: how far the log had come, and with what particulars */
export const ledgerCsv = (
  entries: readonly LedgerEntry[],
  head: { seq: number; particulars: Readonly<Record<string, unknown>> },
): string => {
  const lines = entries.flatMap((entry) =>
    entry.events.map((event) => {
      const { type, ...particulars } = event;
      const clause =
        'clause' in event ? (typeof event.clause === 'string' ? event.clause : (event.clause?.id ?? '')) : '';
      const party = 'party' in event ? (event.party ?? '') : '';
      const at = new Date(entry.at).toISOString();
      return [String(entry.seq), at, entry.seat, type, clause, party, JSON.stringify(particulars)];
    }),
  );
  lines.push([String(head.seq), '', '', 'record', '', '', JSON.stringify(head.particulars)]);
  return `${[COLUMNS, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
};
