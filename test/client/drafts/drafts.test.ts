// Private drafts: kept, merged with what colleagues wrote meanwhile, and tabled by words.
import { describe, expect, test, vi } from 'vitest';
import { mergeTexts } from '../../../client/drafts/merge.ts';
import { DraftStore } from '../../../client/drafts/store.ts';
import { tableDraft, tablingOf } from '../../../client/drafts/table-draft.ts';
import { stretchesStore } from '../../../client/session/use.ts';
import { CLAUSE, FakeStorage, FakeTable, SEATS, seated } from '../../support/fake-table.ts';
import type { Delegate } from '../../support/fake-table.ts';

const storeOn = (storage: FakeStorage, role: 'head' | 'member' = 'head'): DraftStore =>
  new DraftStore({ storage, board: 'trial', seat: 'drc-1', role, now: () => 7 });

describe('merging', () => {
  const base = 'The Parties shall act in good faith.';
  test.each([
    ['only ours changed', 'The Parties will act in good faith.', base, 'The Parties will act in good faith.'],
    ['only theirs changed', base, 'The Parties may act.', 'The Parties may act.'],
    [
      'both, in different places',
      'The Parties will act in good faith.',
      'The Parties shall act promptly in good faith.',
      'The Parties will act promptly in good faith.',
    ],
    [
      'both did the same',
      'The Parties will act in good faith.',
      'The Parties will act in good faith.',
      'The Parties will act in good faith.',
    ],
    [
      'ours has arrived there, and somebody wrote on',
      'The Parties shall act now in good faith.',
      'The Parties shall act now and always in good faith.',
      'The Parties shall act now and always in good faith.',
    ],
    [
      'both replaced the same word',
      'The Parties will act in good faith.',
      'The Parties may act in good faith.',
      'The Parties will act in good faith.',
    ],
    [
      'theirs took out what ours left',
      'Now: The Parties shall act in good faith.',
      'The Parties act.',
      'Now: The Parties act.',
    ],
  ])('%s', (_, ours, theirs, merged) => {
    expect(mergeTexts(base, ours, theirs, 'ours')).toBe(merged);
  });

  test('both replaced the same word and neither is lost', () => {
    expect(mergeTexts('shall', 'will', 'may', 'both')).toBe('may will');
  });
});

describe('the store', () => {
  test('keeps a draft over a reload, with the position from which it began', () => {
    const storage = new FakeStorage();
    const drafts = storeOn(storage);
    let told = 0;
    drafts.subscribe(() => (told += 1));
    drafts.put(CLAUSE, 'en', 'one two', 'one');
    drafts.put(CLAUSE, 'en', 'one two three', 'another');
    expect(told).toBe(2);
    const again = storeOn(storage);
    expect(again.get(CLAUSE, 'en')).toEqual({
      text: 'one two three',
      base: 'one',
      savedAt: 7,
      offered: false,
    });
    expect(again.get(CLAUSE, 'fr')).toBeNull();
    expect(again.get(CLAUSE, 'en')).toBe(again.get(CLAUSE, 'en'));
    again.discard(CLAUSE, 'en');
    drafts.refresh();
    expect(drafts.get(CLAUSE, 'en')).toBeNull();
  });

  test('a member starts privately, a head at the table; each may change it clause by clause', () => {
    const storage = new FakeStorage();
    expect(storeOn(storage, 'head').mode(CLAUSE)).toBe('table');
    const member = storeOn(storage, 'member');
    expect(member.mode(CLAUSE)).toBe('draft');
    member.setMode(CLAUSE, 'table');
    expect(storeOn(storage, 'member').mode(CLAUSE)).toBe('table');
    expect(member.mode('a2')).toBe('draft');
  });

  test('whoever comes to lead goes to the table at once, but stays in a draft that is begun, after a reload too', () => {
    const storage = new FakeStorage();
    const member = storeOn(storage, 'member');
    member.put('a2', 'en', 'Begun.', '');
    member.setMode('a2', 'draft');
    let told = 0;
    member.subscribe(() => (told += 1));
    member.become('head');
    expect([member.mode(CLAUSE), member.mode('a2'), told]).toEqual(['table', 'draft', 1]);
    const reloaded = storeOn(storage, 'head');
    expect([reloaded.mode(CLAUSE), reloaded.mode('a2')]).toEqual(['table', 'draft']);
    member.become('head');
    expect(told).toBe(1);
  });

  test('an offer does not take a draft’s place: both are kept', () => {
    const drafts = storeOn(new FakeStorage());
    drafts.put(CLAUSE, 'en', 'The Parties shall act at once.', 'The Parties shall act.');
    drafts.offer({ clause: CLAUSE, lang: 'en' }, 'The two Parties shall act.', 'The Parties shall act.');
    expect(drafts.get(CLAUSE, 'en')).toMatchObject({
      text: 'The two Parties shall act at once.',
      offered: true,
    });
  });

  test('a full or foreign storage loses nothing of this page', () => {
    const storage = new FakeStorage();
    storage.setItem('paraph:trial:drc-1:draft:a1:en', '{"text":');
    storage.setItem = () => {
      throw new Error('QuotaExceededError');
    };
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const drafts = storeOn(storage);
    drafts.put(CLAUSE, 'en', 'words', '');
    expect(drafts.get(CLAUSE, 'en')?.text).toBe('words');
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });
});

describe('tabling', () => {
  /** "The Parties shall act promptly." of the DRC, of which the US includes "promptly" and adds " and fully". */
  const laid = (): { table: FakeTable; drc: Delegate; us: Delegate } => {
    const table = new FakeTable();
    const [drc, us] = [seated(table, SEATS.drc), seated(table, SEATS.us)];
    drc.type(0, 'The Parties shall act promptly.');
    drc.line.flow();
    us.line.flow();
    us.type(30, ' and fully');
    const pen = drc.line.pen ?? 0;
    us.table.acts.adopt(CLAUSE, 'en', [[pen, 22, 8]]);
    us.clock.pass(400);
    us.line.flow();
    drc.line.flow();
    table.arrivals.length = 0;
    return { table, drc, us };
  };

  test('shows first what it will change', () => {
    const { drc } = laid();
    const stretches = stretchesStore(drc.table, CLAUSE, 'en').read();
    const base = 'The Parties shall act promptly.';
    const tabling = tablingOf(stretches, 'drc', { text: 'The two Parties shall act soon.', base });
    expect(tabling.segments).toEqual([
      { kind: 'kept', text: 'The ' },
      { kind: 'added', text: 'two ' },
      { kind: 'kept', text: 'Parties shall act ' },
      { kind: 'removed', text: 'promptly' },
      { kind: 'added', text: 'soon' },
      { kind: 'kept', text: '.' },
    ]);
    expect(tabling.text).toBe('The two Parties shall act soon.');
  });

  test('is one frame and its strikes, and leaves the other side’s position as it is', () => {
    const { table, drc, us } = laid();
    const base = 'The Parties shall act promptly.';
    const done = tableDraft(drc.table, CLAUSE, 'en', { text: 'The two Parties will act soon.', base });
    drc.line.flow();
    us.line.flow();
    expect(table.arrivals.map((each) => `${each.what} ${each.answer}`)).toEqual([
      'move strike ok',
      'text ok',
    ]);
    expect(table.read()).toEqual({
      drc: 'The two Parties will act soon.',
      us: 'promptly and fully',
      all: 'The two Parties will act promptlysoon and fully.',
    });
    expect(done?.text).toBe(table.read().drc);
    expect(us.sees()).toEqual(table.read());
  });

  test('keeps what a colleague wrote since the draft began', () => {
    const { table, drc } = laid();
    const base = 'The Parties shall act promptly.';
    const draft = { text: 'The Parties will act promptly.', base };
    const member = seated(table, SEATS.member);
    member.type(11, ' hereto');
    member.line.flow();
    drc.line.flow();
    tableDraft(drc.table, CLAUSE, 'en', draft);
    drc.line.flow();
    expect(table.read().drc).toBe('The Parties hereto will act promptly.');
  });

  test('what nobody could type is left out, and a draft that changes nothing sends nothing', () => {
    const { table, drc } = laid();
    const base = 'The Parties shall act promptly.';
    tableDraft(drc.table, CLAUSE, 'en', { text: `${base}\u202e\r\nSoon.`, base });
    drc.line.flow();
    expect(table.read().drc).toBe(`${base}\nSoon.`);
    table.arrivals.length = 0;
    tableDraft(drc.table, CLAUSE, 'en', { text: `${base}\nSoon.`, base });
    drc.clock.pass(400);
    drc.line.flow();
    expect(table.arrivals).toEqual([]);
  });

  test('into an empty text', () => {
    const table = new FakeTable();
    const drc = seated(table, SEATS.drc);
    tableDraft(drc.table, CLAUSE, 'en', { text: 'Words.', base: '' });
    drc.line.flow();
    expect(table.read().drc).toBe('Words.');
  });
});

test('stretches stay the same array until the text or who includes it changes', async () => {
  const table = new FakeTable();
  const [drc, us] = [seated(table, SEATS.drc), seated(table, SEATS.us)];
  const store = stretchesStore(us.table, CLAUSE, 'en');
  let told = 0;
  const stop = store.subscribe(() => (told += 1));
  expect(store.read()).toEqual([]);
  drc.type(0, 'words');
  drc.line.flow();
  us.line.flow();
  await Promise.resolve();
  expect(told).toBe(1);
  const first = store.read();
  expect(first).toMatchObject([{ text: 'words', by: ['drc'] }]);
  expect(store.read()).toBe(first);
  table.move('drc-1', { kind: 'propose', clause: CLAUSE }); // told of, but the words stand as they stood
  us.line.flow();
  await Promise.resolve();
  expect(told).toBe(2);
  expect(store.read()).toBe(first);
  stop();
});
