import { describe, expect, test } from 'vitest';
import { plain } from '../../../client/history/parts.ts';
import { sentenceOf, tellEvent, toldEvents } from '../../../client/history/sentences.ts';
import { wholeSentenceOf } from '../../../shared/telling/sentences.ts';
import { tellingOf } from '../../../client/history/telling.ts';
import type { Telling } from '../../../client/history/telling.ts';
import { Event } from '../../../shared/events.ts';
import type { EventType } from '../../../shared/events.ts';
import { emptyState } from '../../../shared/state.ts';
import type { TermDefinition } from '../../../shared/terms.ts';
import { BOARD, newClause } from '../../support/boards.ts';

const board = {
  ...BOARD,
  parties: [
    { ...BOARD.parties[0], label: { en: 'DRC', fr: 'RDC' } },
    { ...BOARD.parties[1], label: { en: 'US', fr: 'É.-U.' } },
  ] as [(typeof BOARD.parties)[0], (typeof BOARD.parties)[1]],
};
const stock: TermDefinition = {
  id: 'stock',
  label: { en: 'Cobalt in stock', fr: 'Cobalt en stock' },
  min: 0,
  max: 50_000,
  step: 500,
  kind: 'number',
  unit: { en: 't', fr: 't' },
};
const ore = (id: string, fr: string) => ({ id, label: { en: id, fr } });
const minerals: TermDefinition = {
  id: 'minerals',
  label: { en: 'Minerals', fr: 'Minéraux' },
  kind: 'set',
  options: [ore('cobalt', 'cobalt'), ore('copper', 'cuivre'), ore('gold', 'or')],
};
const title = { en: 'Joint stockpile', fr: 'Réserve conjointe' };
const telling = (lang: 'en' | 'fr'): Telling => ({
  lang,
  board,
  articles: new Map([
    ['stockpile', { number: 5, title, terms: [stock, minerals] }],
    ['gone', { number: null, title: { en: 'Old article', fr: 'Ancien article' }, terms: [] }],
  ]),
});

const HASH = 'a'.repeat(64);
const US = 34; // a pen of the US
const DRC = 33;
const none = { brackets: 0, figures: 0, words: 0 };
const gap = { before: none, after: none };
const held = { en: [], fr: [] };
const on = { clause: 'stockpile' };
const us = { ...on, party: 'us' };
const drc = { ...on, party: 'drc' };
const words = (type: 'adopted' | 'struck', party: string, pen: number, text = 'for ten years') => ({
  type,
  ...on,
  party,
  gap,
  lang: 'en',
  words: text,
  ranges: [[pen, 0, 13]],
});

/** Spaces and hyphens that do not break, as plain ones. */
const spoken = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('\u2011', '-');

const CASES: readonly (readonly [unknown, string, string])[] = [
  [
    { type: 'boardOpened', rules: 1, board },
    'The table was opened: “A board”.',
    'La table est ouverte : « Une table ».',
  ],
  [
    { type: 'seatTaken', taken: 'us-1', party: 'us', role: 'head', authority: 'all' },
    'The US has a head of delegation at the table.',
    'Les É.-U. ont désormais un chef de délégation à la table.',
  ],
  [
    { type: 'seatTaken', taken: 'drc-2', party: 'drc', role: 'member', authority: 'all' },
    'A member joined the delegation of the DRC.',
    'Un membre a rejoint la délégation de la RDC.',
  ],
  [
    { type: 'seatTaken', taken: 'us-2', party: 'us', role: 'member', authority: 'all' },
    'A member joined the delegation of the US.',
    'Un membre a rejoint la délégation des É.-U.',
  ],
  [
    { type: 'seatTaken', taken: 'chair-1', party: null, role: 'chair', authority: 'all' },
    'The chair took the chair’s seat.',
    'La présidence a pris place.',
  ],
  [
    { type: 'headChanged', party: 'us', from: 'us-1', to: 'us-2', why: 'handedOver' },
    'The head of the delegation of the US handed over to a deputy.',
    'Le chef de la délégation des É.-U. a passé la main à un adjoint.',
  ],
  [
    { type: 'headChanged', party: 'drc', from: 'drc-1', to: 'drc-2', why: 'absent' },
    'A new head came to the delegation of the DRC; the seat stood empty.',
    'Un nouveau chef a rejoint la délégation de la RDC ; le siège était vide.',
  ],
  [
    { type: 'seatEnded', ended: 'chair-1', party: null },
    'The chair’s seat passed to somebody else.',
    'La présidence a changé de titulaire.',
  ],
  [
    { type: 'authorityChanged', of: 'us-2', party: 'us', authority: ['stockpile'] },
    'The US authorised a member to write in Article 5.',
    'Les É.-U. ont autorisé un membre à écrire à l’article 5.',
  ],
  [
    { type: 'authorityChanged', of: 'us-2', party: 'us', authority: [] },
    'The US withdrew a member’s authority to write at the table.',
    'Les É.-U. ont retiré à un membre le droit d’écrire à la table.',
  ],
  [
    { type: 'clauseAdded', clause: { ...newClause('stockpile'), title }, index: 4 },
    'Article 5, “Joint stockpile”, came on to the agenda.',
    'L’article 5, « Réserve conjointe », a été inscrit à l’ordre du jour.',
  ],
  [
    { type: 'clauseRetitled', ...on, title },
    'Article 5 is now called “Joint stockpile”.',
    'L’article 5 s’intitule désormais « Réserve conjointe ».',
  ],
  [
    { type: 'clauseMoved', ...on, index: 6 },
    '“Joint stockpile” is now Article 7.',
    '« Réserve conjointe » devient l’article 7.',
  ],
  [
    { type: 'clauseDropped', clause: 'gone' },
    '“Old article” was taken off the agenda.',
    '« Ancien article » a été retiré de l’ordre du jour.',
  ],
  [
    { type: 'asked', party: 'us', ask: '{}', move: 'adjourn', clause: null },
    'The US asked to adjourn; it takes both heads.',
    'Les É.-U. demandent la levée de la séance ; il y faut les deux chefs.',
  ],
  [
    { type: 'keyShown', of: 'us-1', key: HASH },
    'A seat showed its key; its moves are signed from here on.',
    'Un siège a montré sa clé ; ses actes sont désormais signés.',
  ],
  [{ type: 'sittingOpened', sitting: 2 }, 'Sitting 2 opened.', 'La séance 2 est ouverte.'],
  [{ type: 'sittingAdjourned', sitting: 2 }, 'Sitting 2 adjourned.', 'La séance 2 est levée.'],
  [
    { type: 'analysisReleased' },
    'Both heads released the analysis of the movements to everybody.',
    'Les deux chefs ont ouvert à tous l’analyse des mouvements.',
  ],
  [
    { type: 'doorsClosed', party: null },
    'The chair closed the doors.',
    'La présidence a prononcé le huis clos.',
  ],
  [
    { type: 'openingAsked', party: 'us' },
    'The US asked to open the doors.',
    'Les É.-U. demandent la levée du huis clos.',
  ],
  [
    { type: 'openingObjected', party: 'us' },
    'The US objected to opening the doors.',
    'Les É.-U. se sont opposés à la levée du huis clos.',
  ],
  [
    { type: 'doorsOpened', how: 'unopposed' },
    'The doors opened; nobody objected.',
    'Le huis clos est levé, faute d’opposition.',
  ],
  [
    { type: 'sightAsked', party: 'us', sight: { sees: 'clean', delayMinutes: 0 } },
    'The US asked that observers see clean articles and counts alone; it takes the chair and both heads.',
    'Les É.-U. demandent que les observateurs voient les seuls articles sans crochets et des décomptes ; il y faut la présidence et les deux chefs.',
  ],
  [
    { type: 'sightAskDropped', party: 'us' },
    'The US let what observers see stay as it is.',
    'Les É.-U. laissent inchangé ce que voient les observateurs.',
  ],
  [
    { type: 'shown', table: null, articles: [], clauses: [] },
    'Where the articles stood then; what led there is not public.',
    'L’état des articles à ce moment ; ce qui y a mené n’est pas public.',
  ],
  [
    { type: 'sightSet', sight: { sees: 'brackets', delayMinutes: 15 } },
    'From here on observers see brackets with their labels, 15 minutes later.',
    'Désormais, les observateurs voient les crochets avec leurs mentions, 15 minutes plus tard.',
  ],
  [
    words('adopted', 'us', DRC),
    'The US accepted “for ten years” in Article 5.',
    'Les É.-U. ont repris « for ten years » à l’article 5, dans le texte anglais.',
  ],
  [
    words('adopted', 'us', US),
    'The US restored “for ten years” in Article 5.',
    'Les É.-U. ont rétabli « for ten years » à l’article 5, dans le texte anglais.',
  ],
  [
    words('struck', 'drc', US),
    'The DRC bracketed “for ten years” in Article 5.',
    'La RDC a mis « for ten years » entre crochets à l’article 5, dans le texte anglais.',
  ],
  [
    words('struck', 'drc', DRC),
    'The DRC withdrew “for ten years” in Article 5.',
    'La RDC a retiré « for ten years » à l’article 5, dans le texte anglais.',
  ],
  [
    { type: 'termSet', ...drc, term: 'stock', from: 5000, to: 8000, gap },
    'The DRC moved cobalt in stock from 5,000 to 8,000 t in Article 5.',
    'La RDC a fait passer « cobalt en stock » de 5 000 à 8 000 t à l’article 5.',
  ],
  [
    { type: 'termSet', ...us, term: 'stock', from: null, to: 20_000, gap },
    'The US opened at 20,000 t for cobalt in stock in Article 5.',
    'Les É.-U. ont ouvert à 20 000 t pour « cobalt en stock » à l’article 5.',
  ],
  [
    { type: 'termSet', ...us, term: 'minerals', from: ['cobalt', 'gold'], to: ['cobalt', 'copper'], gap },
    'The US added copper to minerals and took out gold in Article 5.',
    'Les É.-U. ont ajouté cuivre à « minéraux » et ôté or à l’article 5.',
  ],
  [
    { type: 'proposed', ...drc, revision: 1, counters: null, note: null, hash: HASH, held, values: {} },
    'The DRC tabled revision 1 of Article 5.',
    'La RDC a déposé la révision 1 de l’article 5.',
  ],
  [
    { type: 'proposed', ...us, revision: 2, counters: 1, note: null, hash: HASH, held, values: {} },
    'The US countered with revision 2 of Article 5.',
    'Les É.-U. ont répondu par la révision 2 de l’article 5.',
  ],
  [
    { type: 'revisionEnded', ...us, revision: 2, how: 'withdrawn' },
    'The US withdrew revision 2 of Article 5.',
    'Les É.-U. ont retiré la révision 2 de l’article 5.',
  ],
  [
    { type: 'accepted', ...us, revision: 1, hash: HASH, adopted: held, struck: held, values: {}, gap },
    'The US accepted revision 1 of the DRC in Article 5.',
    'Les É.-U. ont accepté la révision 1 de la RDC à l’article 5.',
  ],
  [
    { type: 'initialled', ...us, hash: HASH, adReferendum: false },
    'The US initialled Article 5.',
    'Les É.-U. ont paraphé l’article 5.',
  ],
  [
    { type: 'initialled', ...drc, hash: HASH, adReferendum: true },
    'The DRC initialled Article 5 ad referendum.',
    'La RDC a paraphé l’article 5 ad referendum.',
  ],
  [
    { type: 'initialsConfirmed', ...drc, hash: HASH },
    'The DRC confirmed the initials ad referendum of Article 5.',
    'La RDC a confirmé le paraphe ad referendum de l’article 5.',
  ],
  [
    { type: 'initialsWithdrawn', ...drc },
    'The DRC withdrew the initials of Article 5.',
    'La RDC a retiré le paraphe de l’article 5.',
  ],
  [
    { type: 'declined', ...us, reason: null },
    'The US declined to initial Article 5.',
    'Les É.-U. ont refusé de parapher l’article 5.',
  ],
  [
    { type: 'locked', ...on, hash: HASH, text: held },
    'Article 5 is locked: both heads have initialled.',
    'L’article 5 est verrouillé : les deux chefs ont paraphé.',
  ],
  [
    { type: 'reopeningAsked', ...us, reason: null },
    'The US asked to reopen Article 5.',
    'Les É.-U. ont demandé la réouverture de l’article 5.',
  ],
  [{ type: 'reopened', ...on }, 'Article 5 is open again.', 'L’article 5 est de nouveau ouvert.'],
  [
    { type: 'reserved', ...drc, reason: 'Awaiting instructions' },
    'The DRC reserved the delegation’s position in Article 5.',
    'La RDC a réservé la position de la délégation à l’article 5.',
  ],
  [
    { type: 'reserveLifted', ...drc, reason: null },
    'The DRC lifted the reserve in Article 5.',
    'La RDC a levé la réserve à l’article 5.',
  ],
  [
    { type: 'removed', ...on, lang: 'en', ranges: [[US, 0, 3]] },
    'Words that no side holds any more were cleared in Article 5.',
    'Des mots que plus personne ne soutient ont été ôtés à l’article 5.',
  ],
];

describe('every event has its sentence', () => {
  test.each(CASES)('%#', (given, en, fr) => {
    const event = Event.parse(given);
    expect(spoken(tellEvent(event, telling('en')))).toBe(en);
    expect(spoken(tellEvent(event, telling('fr')))).toBe(fr);
  });

  test('and no type of event is left out', () => {
    const told = new Set(CASES.map(([given]) => Event.parse(given).type));
    const types = Event.options.map((option) => option.shape.type.value as EventType);
    expect(types.filter((type) => !told.has(type))).toEqual([]);
  });
});

describe('what a sentence is made of', () => {
  test('the delegation and the treaty’s words are pieces of their own', () => {
    const parts = sentenceOf(Event.parse(words('adopted', 'us', DRC)), telling('fr'));
    expect(parts).toContainEqual({ kind: 'party', party: 'us', text: 'É.-U.' });
    expect(parts).toContainEqual({ kind: 'words', lang: 'en', text: 'for ten years' });
  });

  test('the language of the words stands beside it, or in it where it stands alone', () => {
    const event = Event.parse({ ...words('adopted', 'us', DRC, 'dix ans'), lang: 'fr' });
    expect(spoken(plain(sentenceOf(event, telling('en'))))).toBe('The US accepted “dix ans” in Article 5.');
    expect(spoken(plain(wholeSentenceOf(event, telling('en'))))).toBe(
      'The US accepted “dix ans” in Article 5, in the French text.',
    );
    expect(spoken(tellEvent(event, telling('fr')))).toBe('Les É.-U. ont repris « dix ans » à l’article 5.');
  });

  test('no end of a line parts an article or a revision from its number, nor on paper a label', () => {
    for (const [given] of CASES)
      for (const lang of ['en', 'fr'] as const)
        expect(tellEvent(Event.parse(given), telling(lang))).not.toMatch(
          /(article|revision|révision|sitting|séance) \d|É\.-U\./i,
        );
    const accepted = Event.parse(words('adopted', 'us', DRC, 'des É.-U.'));
    expect(tellEvent(accepted, telling('fr'))).toMatch(/^Les\u00a0É\.\u2011U\. ont .*des É\.-U\.\u00a0/);
  });

  test('long words lose their middle, not their ends', () => {
    const long = `the first words ${'and more '.repeat(40)}the last words`;
    const told = plain(sentenceOf(Event.parse(words('adopted', 'us', DRC, long)), telling('en')));
    expect(told).toMatch(/“the first words .* … .*the last words”/);
    expect(told.length).toBeLessThan(200);
  });

  test('what follows from an act is told only where it stands alone', () => {
    const ended = Event.parse({ type: 'revisionEnded', ...us, revision: 2, how: 'withdrawn' });
    const removed = Event.parse({ type: 'removed', ...on, lang: 'en', ranges: [[US, 0, 3]] });
    const initialled = Event.parse({ type: 'initialled', ...us, hash: HASH, adReferendum: false });
    const entry = (events: Event[]) => ({ seq: 1, at: 0, seat: 'us-1', move: 'abcdefgh', events });
    expect(toldEvents(entry([initialled, ended, removed]))).toEqual([initialled]);
    expect(toldEvents(entry([ended, removed]))).toEqual([ended]);
    expect(toldEvents(entry([removed]))).toEqual([removed]);
    const taken = Event.parse({
      type: 'seatTaken',
      taken: 'us-2',
      party: 'us',
      role: 'member',
      authority: 'all',
    });
    const changed = Event.parse({
      type: 'headChanged',
      party: 'us',
      from: 'us-1',
      to: 'us-2',
      why: 'absent',
    });
    expect(toldEvents(entry([taken, changed]))).toEqual([changed]);
  });

  test('an article that was dropped goes by its title', () => {
    const added = Event.parse({ type: 'clauseAdded', clause: { ...newClause('gone') }, index: 0 });
    const state = { ...emptyState, dropped: ['gone'] };
    const entry = { seq: 1, at: 0, seat: 'server', move: 'abcdefgh', events: [added] };
    const withdrawn = Event.parse({ type: 'initialsWithdrawn', clause: 'gone', party: 'us' });
    expect(spoken(tellEvent(withdrawn, { ...tellingOf(state, [entry], 'en'), board }))).toBe(
      'The US withdrew the initials of “Title of gone”.',
    );
  });
});
