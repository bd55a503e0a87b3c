// The words of a sitting's record, in both languages.
import type { Language } from '../board.ts';

export type RecordWords = {
  title(sitting: number): string;
  when(day: string, from: string, to: string): string;
  openSince(day: string, from: string): string;
  colon: string;
  dash: string;
  semicolon: string;
  present: string;
  nobody: string;
  head: string;
  members(count: number): string;
  chair: string;
  noSeat: string;
  acts(count: number): string;
  agreed: string;
  nothingAgreed: string;
  cleanNotInitialled: string;
  locked: string;
  held: string;
  frozen: string;
  initialledBy: string;
  inThisSitting: string;
  pending: string;
  nothingPending: string;
  moves: string;
  noMoves: string;
  note(words: string): string;
  toDo: string;
  nothingToDo: string;
  toSettle(what: string): string;
  toInitial: string;
  toWrite: string;
  awaits(party: string): string;
  reserve(party: string, reason: string): string;
  toConfirm(party: string): string;
};

const NBSP = '\u00a0';
const count = (n: number, one: string, many: string): string => `${n}${NBSP}${n === 1 ? one : many}`;
const compte = (n: number, un: string, plusieurs: string): string => `${n}${NBSP}${n < 2 ? un : plusieurs}`;

export const RECORD_WORDS: Readonly<Record<Language, RecordWords>> = {
  en: {
    title: (sitting) => `Record of sitting ${sitting}`,
    when: (day, from, to) => `${day}, ${from} to ${to}`,
    openSince: (day, from) => `${day}, opened at ${from}; not adjourned`,
    colon: ':',
    dash: ': ',
    semicolon: '; ',
    present: 'At the table',
    nobody: 'Nobody had a seat.',
    head: 'head of delegation',
    members: (n) => (n === 0 ? '' : count(n, 'member', 'members')),
    chair: 'Chair',
    noSeat: 'no seat taken',
    acts: (n) =>
      n === 0 ? 'no act on record in this sitting' : `${count(n, 'act', 'acts')} on record in this sitting`,
    agreed: 'Initialled and clean articles',
    nothingAgreed: 'No article is clean.',
    cleanNotInitialled: 'Clean, not initialled',
    locked: 'locked',
    held: 'text held',
    frozen: 'reopening asked',
    initialledBy: 'initialled by',
    inThisSitting: 'in this sitting',
    pending: 'Pending',
    nothingPending: 'No bracket and no figure is open.',
    moves: 'What was done',
    noMoves: 'No act is on record.',
    note: (words) => `“${words}”`,
    toDo: 'Still to do',
    nothingToDo: 'Nothing: every article is locked.',
    toSettle: (what) => `${what} to settle`,
    toInitial: 'to be initialled',
    toWrite: 'to be written',
    awaits: (party) => `awaiting the${NBSP}${party}`,
    reserve: (party, reason) => `reserve of the${NBSP}${party} (${reason})`,
    toConfirm: (party) => `initials ad referendum of the${NBSP}${party} to be confirmed`,
  },
  fr: {
    title: (sitting) => `Procès-verbal de la séance ${sitting}`,
    when: (day, from, to) => `${day}, de ${from} à ${to}`,
    openSince: (day, from) => `${day}, ouverte à ${from}, non levée`,
    colon: `${NBSP}:`,
    dash: `${NBSP}: `,
    semicolon: '\u202f; ',
    present: 'À la table',
    nobody: 'Aucun siège n’était occupé.',
    head: 'chef de délégation',
    members: (n) => (n === 0 ? '' : compte(n, 'membre', 'membres')),
    chair: 'Présidence',
    noSeat: 'aucun siège occupé',
    acts: (n) =>
      n === 0
        ? 'aucun acte consigné durant la séance'
        : `${compte(n, 'acte consigné', 'actes consignés')} durant la séance`,
    agreed: 'Articles paraphés et articles nets',
    nothingAgreed: 'Aucun article n’est net.',
    cleanNotInitialled: 'Nets, non paraphés',
    locked: 'verrouillé',
    held: 'texte retenu',
    frozen: 'réouverture demandée',
    initialledBy: 'paraphé par',
    inThisSitting: 'durant cette séance',
    pending: 'En suspens',
    nothingPending: 'Aucun crochet, aucune donnée ne reste en suspens.',
    moves: 'Actes accomplis',
    noMoves: 'Aucun acte n’est consigné.',
    note: (words) => `«${NBSP}${words}${NBSP}»`,
    toDo: 'Reste à faire',
    nothingToDo: 'Rien\u00a0: tous les articles sont verrouillés.',
    toSettle: (what) => `${what} à régler`,
    toInitial: 'à parapher',
    toWrite: 'à rédiger',
    awaits: (party) => `réponse attendue${NBSP}: ${party}`,
    reserve: (party, reason) => `réserve, ${party} (${reason})`,
    toConfirm: (party) => `paraphe ad referendum à confirmer, ${party}`,
  },
};
