// An act of the server's audit list in words, and whom or what it was about.
import { useTranslation } from 'react-i18next';
import { AUDIT_ACTS } from '../../shared/invitations.ts';
import type { AuditEntry, Person } from '../../shared/invitations.ts';
import { Role } from '../../shared/seats.ts';
import type { Wording } from './wording.ts';

/** A seat is told by who holds it; an invitation by the seat that it is to, where the entry says it. */
export const aboutOf = (
  { about, detail, by }: AuditEntry,
  wording: Wording,
  people: readonly Person[],
): string | null => {
  const role = Role.safeParse(detail['role']);
  const party = detail['party'];
  if (role.success) return wording.seat({ role: role.data, party: typeof party === 'string' ? party : null });
  // What somebody did to their own seat says already whose it was.
  if (about === null || about === by) return null;
  return people.some(({ seat }) => seat === about) ? wording.who(about, people) : null;
};

export const useActWords = (): ((act: string) => string) => {
  const { t } = useTranslation();
  return (act) => {
    const known = AUDIT_ACTS.find((each) => each === act);
    return known === undefined ? t('people.audit.act.other', { act }) : t(`people.audit.act.${known}`);
  };
};
