// All movements in their order, by delegation, article and sitting; each leads to its moment.
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import { isoTime } from '../i18n/format.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { matching, replayAt } from './shape.ts';
import type { Filter } from './shape.ts';
import type { Wording } from './useWording.ts';

const SHOWN = 60;
const ALL = 'all';

const Filters = ({
  answer,
  wording,
  filter,
  onFilter,
}: {
  answer: MovementsAnswer;
  wording: Wording;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) => {
  const { t } = useTranslation();
  const chosen = (id: string): string | null => (id === ALL ? null : id);
  return (
    <div className="list-filters">
      <Select
        label={t('concessions.filterParty')}
        choices={[
          { id: ALL, label: t('concessions.allParties') },
          ...answer.parties.map(({ id, name }) => ({ id, label: name[wording.lang] })),
        ]}
        value={filter.party ?? ALL}
        onChange={(id) => onFilter({ ...filter, party: chosen(id) })}
      />
      <Select
        label={t('concessions.filterArticle')}
        choices={[
          { id: ALL, label: t('concessions.allArticles') },
          ...answer.articles.map(({ id, number }) => ({
            id,
            label: `${number === null ? '' : `${String(number)}. `}${wording.title(id)}`,
          })),
        ]}
        value={filter.clause ?? ALL}
        onChange={(id) => onFilter({ ...filter, clause: chosen(id) })}
      />
      <Select
        label={t('concessions.filterSitting')}
        choices={[
          { id: ALL, label: t('concessions.allSittings') },
          ...answer.sittings.map(({ sitting }) => ({ id: String(sitting), label: wording.sitting(sitting) })),
        ]}
        value={filter.sitting === null ? ALL : String(filter.sitting)}
        onChange={(id) => onFilter({ ...filter, sitting: id === ALL ? null : Number(id) })}
      />
    </div>
  );
};

const List = ({ answer, wording }: { answer: MovementsAnswer; wording: Wording }) => {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>({ party: null, clause: null, sitting: null });
  const [shown, setShown] = useState(SHOWN);
  const found = matching(answer.movements, filter);
  const left = found.length - shown;
  const chosen = [
    ...(filter.party === null ? [] : [wording.label(filter.party)]),
    ...(filter.clause === null ? [] : [wording.article(filter.clause)]),
    ...(filter.sitting === null ? [] : [wording.sitting(filter.sitting)]),
  ];
  return (
    <section aria-labelledby="movements" className="movement-list">
      <h2 id="movements">{t('concessions.list')}</h2>
      <Filters answer={answer} wording={wording} filter={filter} onFilter={setFilter} />
      {chosen.length > 0 && <p className="filtered">{chosen.join(' · ')}</p>}
      <output className="quiet">{t('concessions.found', { count: found.length })}</output>
      <ol className="plain-list">
        {found.map((movement, index) => (
          <li
            key={`${String(movement.seq)} ${movement.clause}`}
            className={index < shown ? undefined : 'beyond'}
          >
            <time dateTime={isoTime(movement.at)} className="quiet figure">
              {wording.moment(movement.at)}
            </time>
            <span className="movement-who">
              <b className="label" data-party={movement.party}>
                {wording.label(movement.party)}
              </b>{' '}
              {wording.article(movement.clause)}
            </span>
            <Link to={replayAt(answer.board, movement.seq)}>
              {wording.lines(movement).map((text) => (
                <span key={text}>{text}</span>
              ))}
            </Link>
            <span className="quiet figure movement-apart">{wording.change(movement)}</span>
          </li>
        ))}
      </ol>
      {left > 0 && (
        <Button variant="quiet" className="underlined" onPress={() => setShown(shown + SHOWN)}>
          {t('concessions.more', { count: Math.min(left, SHOWN) })}
        </Button>
      )}
    </section>
  );
};

export const MovementList = memo(List);
