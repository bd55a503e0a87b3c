// How the page of people names seats and persons.
import { useTranslation } from 'react-i18next';
import type { Person } from '../../shared/invitations.ts';
import type { SeatId } from '../../shared/seats.ts';
import { labelOf } from '../article/parties.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { SeatKind } from './offered.ts';
import type { Scope } from './scope.ts';

export type Wording = {
  /** "Member, DRC"; "Observer". */
  seat(kind: SeatKind): string;
  /** "Jane Rivers"; "the seat us-2" for who has no name. */
  person(person: Person): string;
  /** Whoever did something, by seat: a name where one may know it, else the seat's kind. */
  who(seat: SeatId | null, people: readonly Person[]): string;
};

export const useWording = ({ board, view }: Pick<Scope, 'board' | 'view'>): Wording => {
  const { t } = useTranslation();
  const language = useLanguage();
  const seat = ({ party, role }: SeatKind): string => {
    const named = t(`common.role.${role}`);
    if (party === null) return named;
    return t('people.invitations.oneOf', { role: named, party: labelOf(board, party, language) });
  };
  const person = ({ name, seat: id }: Person): string =>
    name === null || name === '' ? t('people.person', { seat: id }) : name;
  /** Somebody whom this seat does not see, or who is gone: a seat's name begins with the word of its party. */
  const kindOf = (id: SeatId): string => {
    const known = view.snapshot().state.seats.get(id);
    if (known !== undefined) return seat(known);
    const [word = ''] = id.split('-');
    if (word === 'chair' || word === 'observer') return seat({ party: null, role: word });
    return board.parties.some((party) => party.id === word) ? labelOf(board, word, language) : id;
  };
  return {
    seat,
    person,
    who: (id, people) => {
      if (id === null || id === 'server') return t('people.audit.server');
      const found = people.find((each) => each.seat === id);
      if (found === undefined) return kindOf(id);
      return found.name === null || found.name === '' ? seat(found) : `${found.name} (${seat(found)})`;
    },
  };
};
