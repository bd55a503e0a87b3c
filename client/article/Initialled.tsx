// The initials of both heads at the foot of an article, and a line for those that are awaited: the one small ceremony.
import { useTranslation } from 'react-i18next';
import type { PartyId } from '../../shared/board.ts';
import type { ClauseState, Initials } from '../../shared/state.ts';
import { formatMoment, isoTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';
import { labelOf, nameOf, partiesFrom } from './parties.ts';

/** "Jane Rivers" is "J. R."; at most three letters. */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .filter((word) => /^\p{L}/u.test(word))
    .slice(0, 3)
    .map((word) => `${word.charAt(0).toUpperCase()}.`)
    .join('\u00a0');

const Signature = ({
  view,
  party,
  given,
}: {
  view: TableView;
  party: PartyId;
  given: Initials | undefined;
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const roster = useSlice(view, (snapshot) => snapshot.roster);
  if (given === undefined)
    return (
      <div className="signature awaited" data-party={party}>
        <em aria-hidden="true" />
        <span>{nameOf(board, party, lang)}</span>
        <span>{t('article.initials.awaited')}</span>
      </div>
    );
  const name = roster.find((seat) => seat.id === given.seat)?.name ?? null;
  const letters = name === null ? '' : initialsOf(name);
  return (
    <div className="signature" data-party={party}>
      <em aria-hidden="true">{letters === '' ? labelOf(board, party, lang) : letters}</em>
      <span>{t('article.initials.head', { party: nameOf(board, party, lang) })}</span>
      <time dateTime={isoTime(given.at)}>{formatMoment(given.at, lang)}</time>
      {given.adReferendum && (
        <span>{t(given.confirmed ? 'article.initials.confirmed' : 'article.initials.adReferendum')}</span>
      )}
    </div>
  );
};

export const Initialled = ({ view, clause }: { view: TableView; clause: ClauseState }) => {
  const { t } = useTranslation();
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const own = useSlice(view, (snapshot) => snapshot.seat.party);
  const { phase } = clause;
  if (phase.kind === 'open') return null;
  return (
    <section className="initials" aria-label={t('article.initials.label')}>
      {partiesFrom(board, own).map((party) => (
        <Signature
          key={party}
          view={view}
          party={party}
          given={phase.initials.find((each) => each.party === party)}
        />
      ))}
    </section>
  );
};
