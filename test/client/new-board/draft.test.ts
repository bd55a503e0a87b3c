// What stands in the form for a new board, and what becomes of it.
import { describe, expect, test } from 'vitest';
import {
  faultsOf,
  firstDraft,
  partiesOf,
  requestOf,
  withoutParties,
} from '../../../client/new-board/draft.ts';
import type { Draft } from '../../../client/new-board/draft.ts';
import { partyIds } from '../../../client/new-board/party-ids.ts';
import { EMPTY_TERM, numberOf, termFaults, termsOf } from '../../../client/new-board/term-draft.ts';
import { NewBoardRequest } from '../../../shared/new-board.ts';
import { PARTIES } from '../../../shared/parties.ts';

const words = (en: string, fr: string) => ({ en, fr });
const filled = (): Draft => ({
  ...firstDraft(),
  title: words('Transit', ''),
  agenda: 'empty',
  articles: [
    {
      key: 1,
      title: words('Purpose', 'Objet'),
      terms: [
        { ...EMPTY_TERM, label: words('Term', 'Durée'), kind: 'duration', min: '1', max: '30' },
        { ...EMPTY_TERM, label: words('Term', 'Terme'), kind: 'yesno' },
        {
          ...EMPTY_TERM,
          label: words('Court', 'Juge'),
          kind: 'choice',
          options: words('The court\nAn arbitrator', 'La cour\nUn arbitre'),
        },
      ],
    },
  ],
});

describe('a new board', () => {
  test('begins with the delegations of the board that ships, closed doors, both languages', () => {
    const draft = firstDraft();
    expect(partiesOf(draft).map(({ id, label }) => ({ id, label }))).toEqual(
      PARTIES.map(({ id, label }) => ({ id, label })),
    );
    expect(draft).toMatchObject({ doors: 'closed', languages: ['en', 'fr'] });
  });

  test('what the form asks for is what the server reads', () => {
    const draft = filled();
    expect([...faultsOf(draft, false)]).toEqual([]);
    const read = NewBoardRequest.parse(requestOf(draft));
    expect(read.articles?.[0]?.terms.map(({ id, kind }) => [id, kind])).toEqual([
      ['term', 'duration'],
      ['term-2', 'yesno'],
      ['court', 'choice'],
    ]);
    expect(read.parties?.map(({ id, colour }) => [id, colour])).toEqual([
      ['drc', 'blue'],
      ['us', 'brown'],
    ]);
    expect(read).toMatchObject({ doors: 'closed', languages: ['en', 'fr'] });
    expect(read.text).toBeUndefined();
  });

  test('in one language nothing of the other is asked for or sent', () => {
    const draft: Draft = { ...filled(), languages: ['fr'], title: words('Transit', 'Le transit') };
    draft.articles = [{ key: 1, title: words('', 'Objet'), terms: [] }];
    expect([...faultsOf(draft, false)]).toEqual([]);
    const asked = requestOf(draft);
    expect(asked.title).toEqual(words('Le transit', 'Le transit'));
    expect(asked.articles).toEqual([{ title: words('Objet', 'Objet'), terms: [] }]);
    expect(requestOf({ ...draft, agenda: 'text', text: words('x', 'y') }).text).toEqual({ fr: 'y' });
  });

  test('every field that is missing or cannot be is named', () => {
    const bare = withoutParties({ ...firstDraft(), agenda: 'empty' });
    expect([...faultsOf(bare, true)]).toEqual([
      ['title', 'missing'],
      ['party.0.name', 'missing'],
      ['party.0.label', 'missing'],
      ['party.1.name', 'missing'],
      ['party.1.label', 'missing'],
      ['article.1.title.en', 'missing'],
      ['article.1.title.fr', 'missing'],
    ]);
    const draft = filled();
    const [one, other] = draft.parties;
    const faults = faultsOf(
      {
        ...draft,
        parties: [
          { ...one, label: words('A[', 'A') },
          { ...other, label: words('B', 'a'), colour: 'blue' },
        ],
      },
      false,
    );
    expect([...faults]).toEqual([
      ['party.0.label', 'badLabel'],
      ['party.1.label', 'sameLabel'],
      ['party.1.colour', 'sameColour'],
    ]);
  });

  test('a text that says its title needs no other; an empty agenda cannot', () => {
    expect(faultsOf({ ...firstDraft(), agenda: 'text' }, true).has('title')).toBe(false);
    expect(faultsOf({ ...firstDraft(), agenda: 'text' }, false).has('title')).toBe(true);
  });
});

test('a party’s word is never that of another seat, nor the same twice', () => {
  expect(partyIds('DRC', 'US')).toEqual(['drc', 'us']);
  expect(partyIds('É.-U.', 'Chair')).toEqual(['eu', 'second']);
  expect(partyIds('A', 'a')).toEqual(['a', 'second']);
  expect(partyIds('second', 'Second')).toEqual(['second', 'first']);
  expect(partyIds('中国', '42')).toEqual(['first', 'second']);
});

describe('a figure', () => {
  test('numbers are read as English and French write them', () => {
    expect(['12.5', '12,5', '12 000', '12\u202f000', '-3', '', 'x', '1.2.3'].map(numberOf)).toEqual([
      12.5,
      12.5,
      12_000,
      12_000,
      -3,
      null,
      null,
      null,
    ]);
  });

  test('bounds, currency and options have to make sense', () => {
    const faults = (term: Partial<typeof EMPTY_TERM>) =>
      termFaults({ ...EMPTY_TERM, label: words('x', 'y'), ...term }, ['en', 'fr']);
    expect(faults({})).toEqual([]);
    expect(faults({ min: '5', max: '5' })).toEqual([['max', 'badBounds']]);
    expect(faults({ step: '0' })).toEqual([['step', 'badStep']]);
    expect(faults({ step: 'one' })).toEqual([['step', 'badNumber']]);
    expect(faults({ kind: 'money', currency: 'dollars' })).toEqual([['currency', 'badCurrency']]);
    expect(faults({ kind: 'choice', options: words('one', 'un') })).toEqual([['options', 'fewOptions']]);
    expect(faults({ kind: 'set', options: words('one\ntwo', 'un') })).toEqual([['options', 'optionsDiffer']]);
  });

  test('options of one name are told apart', () => {
    const [term] = termsOf(
      [{ ...EMPTY_TERM, label: words('c', 'c'), kind: 'choice', options: words('yes\nyes', 'oui\noui') }],
      ['en', 'fr'],
    );
    expect(term).toMatchObject({ options: [{ id: 'yes' }, { id: 'yes-2' }] });
  });
});
