// The table behind a chart: the same, for who reads rather than looks.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type DataRow = { key: string; cells: readonly ReactNode[] };

export const DataTable = ({
  summary,
  caption,
  columns,
  rows,
}: {
  /** What opens it; that it is the same, where it is left out. */
  summary?: string;
  /** Of what it is the table: no two of the page are of the same. */
  caption: string;
  columns: readonly string[];
  rows: readonly DataRow[];
}) => {
  const { t } = useTranslation();
  const name = t('concessions.tableOf', { of: caption });
  return (
    <details className="data-table">
      <summary>{summary ?? t('concessions.table')}</summary>
      {/* What scrolls has to be reached by key. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="data-table-scroll" tabIndex={0} aria-label={name}>
        <table>
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [first, ...rest] }) => (
              <tr key={key}>
                <th scope="row">{first}</th>
                {rest.map((cell, index) => (
                  // A cell is what its column is.
                  // eslint-disable-next-line react/no-array-index-key
                  <td key={index}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
};
