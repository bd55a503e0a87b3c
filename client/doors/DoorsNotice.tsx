// What everybody has to know of the doors, above the page: that they are closed and since when, that somebody asks for them to
// be opened, that somebody asks for observers to see otherwise. Whoever may answer answers here.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OBJECTION_MS, sightConsents } from '../../shared/decide/doors.ts';
import type { OpeningAsked } from '../../shared/state.ts';
import { formatList } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { MoveButton } from '../ui/MoveButton.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { useSightWords, useSince, useWho } from './words.ts';
import './doors.css';

export const DoorsNotice = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const doors = useSlice(view, ({ state }) => state.doors);
  const since = useSince();
  const watches = view.acts === null;
  return (
    <section aria-label={t('doors.label')} aria-live="polite">
      {doors.kind === 'closed' && (
        <p className="doors-notice">
          <span className="door closed" aria-hidden="true" />
          <span>{t(watches ? 'doors.watching' : 'doors.acting', { when: since(doors.since) })}</span>
        </p>
      )}
      {!watches && doors.kind === 'closed' && doors.asking !== null && (
        <Asking key={doors.asking.seq} view={view} asking={doors.asking} />
      )}
      {watches ? <OwnSight view={view} /> : <SightAsking view={view} />}
    </section>
  );
};

/** How many seconds are left, for as long as it is looked at. */
const useSecondsLeft = (until: number): number => {
  const left = (): number => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [until]);
  return seconds;
};

const Asking = ({ view, asking }: { view: TableView; asking: OpeningAsked }) => {
  const { t } = useTranslation();
  const state = useSlice(view, (snapshot) => snapshot.state);
  const seat = useSlice(view, (snapshot) => snapshot.seat);
  const seconds = useSecondsLeft(asking.at + OBJECTION_MS);
  const who = useWho(state);
  const own = asking.party === seat.party && seat.role !== 'member';
  const isHead = state.seats.get(seat.id)?.role === 'head' && seat.party !== null;
  const words = (left: string): string =>
    own ? t('doors.askingYou', { in: left }) : t('doors.asking', { ...who(asking.party), in: left });
  // Said once; the seconds run for the eye alone.
  const [said] = useState(() => words(t('doors.in', { count: seconds })));
  return (
    <p className="doors-notice asking">
      <span className="unseen">{said}</span>
      <span aria-hidden="true" className="figure">
        {words(seconds > 0 ? t('doors.in', { count: seconds }) : t('doors.inAMoment'))}
      </span>
      {isHead && (
        <span className="doors-answers">
          {!asking.consents.includes(seat.party ?? '') && (
            <MoveButton view={view} move={{ kind: 'openDoors' }} variant="small">
              {t('doors.consent')}
            </MoveButton>
          )}
          <MoveButton view={view} move={{ kind: 'objectDoors' }} variant="small">
            {t('doors.object')}
          </MoveButton>
        </span>
      )}
    </p>
  );
};

/** Somebody asks that observers see otherwise: for those who have a say. */
const SightAsking = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const state = useSlice(view, (snapshot) => snapshot.state);
  const seat = useSlice(view, (snapshot) => snapshot.seat);
  const words = useSightWords();
  const who = useWho(state);
  const role = state.seats.get(seat.id)?.role;
  const asked = state.sightAsked;
  if (asked === null || (role !== 'head' && role !== 'chair')) return null;
  const [first = null, ...others] = asked.by;
  const sight = words(asked.sight);
  const own = asked.by.includes(seat.party);
  const missing = sightConsents(state).includes(seat.party) && !own;
  return (
    <p className="doors-notice">
      <span>
        {own && first === seat.party
          ? t('doors.sightAskedYou', { sight })
          : t('doors.sightAsked', { ...who(first), sight })}
        {others.length > 0 &&
          ` ${t('doors.sightAskedMore', {
            who: formatList(
              others.map((each) => who(each).who),
              language,
            ),
          })}`}
      </span>
      <span className="doors-answers">
        {missing && (
          <MoveButton view={view} move={{ kind: 'setPublic', ...asked.sight }} variant="small">
            {t('doors.agree')}
          </MoveButton>
        )}
        <MoveButton view={view} move={{ kind: 'setPublic', ...state.sight }} variant="small">
          {t('doors.leave')}
        </MoveButton>
      </span>
    </p>
  );
};

/** Whoever watches is told where it is less than everything. */
const OwnSight = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const sight = useSlice(view, ({ state }) => state.sight);
  const words = useSightWords();
  if (sight.sees === 'brackets' && sight.delayMinutes === 0) return null;
  return <p className="doors-notice">{t('doors.watchingSight', { sight: words(sight) })}</p>;
};
