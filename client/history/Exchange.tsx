// What each side gave and got, article by article: two columns, in the same ink.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton } from 'react-aria-components';
import type { ClauseId, PartyId } from '../../shared/board.ts';
import { phraseOf } from '../article/parties.ts';
import { exchangeOf, itemParts } from './given.ts';
import type { Item, Ledger } from './given.ts';
import type { OnShow } from './HistoryLine.tsx';
import type { Line } from './lines.ts';
import type { FiguresSoFar } from './movement.ts';
import { plain } from './parts.ts';
import { articleParts } from './telling.ts';
import type { Telling } from './telling.ts';
import { Told } from './Told.tsx';

const keyOf = (item: Item): string =>
  `${String(item.seq)}-${item.kind}-${item.kind === 'figure' ? item.term : ''}`;

const Items = ({ items, telling }: { items: readonly Item[]; telling: Telling }) => (
  <ul className="plain-list exchange-items">
    {items.map((item) => (
      <li key={keyOf(item)}>
        <Told parts={itemParts(item, telling)} />
      </li>
    ))}
  </ul>
);

const Column = ({ party, ledger, telling }: { party: PartyId; ledger: Ledger; telling: Telling }) => {
  const { t } = useTranslation();
  const other = telling.board?.parties.find((each) => each.id !== party)?.id ?? '';
  return (
    <div className="exchange-column" data-party={party}>
      <h4>
        {t('history.gave', { party: phraseOf(telling.board, party, telling.lang, 'inside') })}{' '}
        <small>
          {t('history.gaveToGet', { other: phraseOf(telling.board, other, telling.lang, 'inside') })}
        </small>
      </h4>
      {ledger.gave.length === 0 ? (
        <p className="quiet">{t('history.gaveNothing')}</p>
      ) : (
        <Items items={ledger.gave} telling={telling} />
      )}
      {ledger.tookBack.length > 0 && (
        <>
          <h5>{t('history.tookBack')}</h5>
          <Items items={ledger.tookBack} telling={telling} />
        </>
      )}
    </div>
  );
};

export type ExchangeProps = {
  lines: readonly Line[];
  figures: FiguresSoFar;
  clauses: readonly ClauseId[];
  /** One's own delegation first. */
  parties: readonly PartyId[];
  telling: Telling;
  /** Absent where the article is in view anyway; then no heading names it. */
  onShow?: OnShow;
};

export const Exchange = ({ lines, figures, clauses, parties, telling, onShow }: ExchangeProps) => {
  const { t } = useTranslation();
  const articles = useMemo(
    () =>
      clauses.map((clause) => ({
        clause,
        columns: parties.map((party) => ({ party, ledger: exchangeOf(lines, figures, clause, party) })),
      })),
    [lines, figures, clauses, parties],
  );
  const moved = articles.filter(({ columns }) =>
    columns.some(({ ledger }) => ledger.gave.length + ledger.tookBack.length > 0),
  );
  if (moved.length === 0) return <p className="quiet">{t('history.gaveNothing')}</p>;
  return (
    <div className="exchange">
      {moved.map(({ clause, columns }) => (
        <section key={clause} className="exchange-article">
          {onShow !== undefined && (
            <h3>
              <AriaButton className="history-sentence" onPress={() => onShow(clause)}>
                {plain(articleParts(telling, clause, 'subject'))}
                <span className="quiet">. {telling.articles.get(clause)?.title[telling.lang] ?? ''}</span>
              </AriaButton>
            </h3>
          )}
          <div className="exchange-columns">
            {columns.map(({ party, ledger }) => (
              <Column key={party} party={party} ledger={ledger} telling={telling} />
            ))}
          </div>
        </section>
      ))}
      <p className="exchange-note quiet">{t('history.exchangeNote')}</p>
    </div>
  );
};
