// What the chair reads of an act: whom it was about, by name where there is one, never by a number that tells nobody anything.
import { expect, test } from 'vitest';
import { aboutOf } from '../../../client/people/audit-words.ts';
import type { Wording } from '../../../client/people/wording.ts';
import type { AuditEntry, Person } from '../../../shared/invitations.ts';

const wording: Wording = {
  seat: ({ party, role }) => `${role} of ${party}`,
  person: ({ seat }) => seat,
  who: (id) => `who is ${id}`,
};
const people: Person[] = [
  { seat: 'us-2', party: 'us', role: 'member', name: 'N', present: true, authority: [], sessions: [] },
];
const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  id: 1,
  at: 1,
  act: 'x',
  by: 'chair-1',
  about: null,
  detail: {},
  ...more,
});

test('whom an act was about', () => {
  const said = (more: Partial<AuditEntry>): string | null => aboutOf(entry(more), wording, people);
  expect(said({ about: 'a1b2', detail: { role: 'member', party: 'us' } })).toBe('member of us');
  expect(said({ about: 'a1b2', detail: { role: 'observer', party: null } })).toBe('observer of null');
  expect(said({ about: 'us-2' })).toBe('who is us-2');
  expect(said({ about: 'us-2', by: 'us-2' })).toBe(null);
  expect(said({ about: 'a1b2' })).toBe(null);
});
