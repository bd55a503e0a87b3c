// The record in a real browser: a key that cannot be had, moves that are signed with it, a fingerprint that two people can
// compare, and a browser that says so when it is shown another past.
import { bytesToHex } from '@noble/hashes/utils.js';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { shortFingerprint } from '../../shared/text/hash.ts';
import { verifyBundle } from '../../shared/verify.ts';
import type { Report } from '../../shared/verify.ts';
import { DRC_HEAD, OBSERVER, US_HEAD, eventually, setStage } from '../support/stage.ts';
import type { Person, Stage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let stage: Stage;
let drc: Person;
let us: Person;

beforeAll(async () => {
  stage = await setStage({ articles: ['17'] });
  drc = await stage.sit(DRC_HEAD);
  us = await stage.sit(US_HEAD, { language: 'fr' });
});
afterAll(() => stage?.close());

const reportAt = async (person: Person): Promise<Report> => {
  const response = await person.page.request.get(`${stage.origin}/api/boards/drc-us/export/bundle.paraph`);
  const verified = verifyBundle(new Uint8Array(await response.body()));
  if (!verified.ok) throw new Error(verified.code);
  return verified.report;
};
const record = (person: Person) => person.page.getByRole('button', { name: /^(Record|Registre) / });
const fingerprint = async (person: Person): Promise<string> =>
  (await record(person).locator('code').innerText()).replaceAll('\u00a0', ' ');
const told = (person: Person): Promise<string> => person.dialog(/record|registre/).innerText();
const reloaded = async (person: Person): Promise<void> => {
  await person.page.reload();
  await person.page.getByRole('article').first().waitFor();
  await person.isSafe();
};

it('gives each seat a key that no script can take out, and shows it', async () => {
  const { seats, broken } = await eventually(
    'keys',
    () => reportAt(drc),
    (report) => report.seats.filter(({ key }) => key !== null).length === 2,
  );
  expect(broken).toBeNull();
  const kept = await drc.page.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open('paraph', 1);
      asked.addEventListener('success', () => resolve(asked.result));
    });
    const pairs = await new Promise<CryptoKeyPair[]>((resolve) => {
      const asked = opened.transaction('keys').objectStore('keys').getAll();
      asked.addEventListener('success', () => resolve(asked.result as CryptoKeyPair[]));
    });
    opened.close();
    const taken = await crypto.subtle.exportKey('pkcs8', pairs[0]!.privateKey).then(
      () => 'taken',
      () => 'refused',
    );
    const key = [...new Uint8Array(await crypto.subtle.exportKey('raw', pairs[0]!.publicKey))];
    return {
      pairs: pairs.length,
      taken,
      key: key.map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    };
  });
  expect(kept).toMatchObject({ pairs: 1, taken: 'refused' });
  expect(seats.map(({ key }) => key)).toContain(kept.key);
});

it('signs what a head does, and keeps doing so after a reload', async () => {
  /** Deletes a word that is not one's own to delete: it is bracketed, by a move. */
  const bracket = async (word: string): Promise<void> => {
    await us.text('17', 'fr').clickAt(word, 'after');
    for (let i = 0; i < word.length; i += 1) await us.page.keyboard.press('Backspace');
  };
  const newest = (report: Report) => report.seats.filter(({ key }) => key !== null).at(-1)!;
  const signs = (least: number): Promise<Report> =>
    eventually(
      `${least} signed moves`,
      () => reportAt(us),
      (report) => newest(report).signed >= least,
    );
  await bracket('rencontre');
  const first = newest(await signs(2));
  await reloaded(us);
  await bracket('réception');
  const report = await signs(first.signed + 1);
  expect(report.broken).toBeNull();
  expect(newest(report)).toMatchObject({ seat: first.seat, key: first.key, unsigned: 0 });
  await us.isSafe();
});

it('shows everybody the same fingerprint, and tells on demand what it is good for', async () => {
  const press = await stage.sit(OBSERVER);
  await eventually(
    'one fingerprint',
    async () => [await fingerprint(drc), await fingerprint(us), await fingerprint(press)],
    ([one, two, three]) => one === two && two === three,
  );
  const { head } = await reportAt(drc);
  expect(await fingerprint(drc)).toBe(shortFingerprint(bytesToHex(head.hash)));
  await record(us).click();
  expect(await told(us)).toContain('tout y est encore');
  expect(await told(us)).toContain('signés avec une clé');
  await us.keys('Escape');
  await record(press).click();
  expect(await told(press)).not.toContain('signed');
  const link = press.page.getByRole('link', { name: 'Download the log' });
  const [download] = await Promise.all([press.page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^drc-us-\d+\.paraph$/);
  await stage.leave(press);
});

it('says loudly that the table presents another log than it saw, until its reader has dealt with it', async () => {
  await drc.page.evaluate(() => {
    const key = Object.keys(localStorage).find((each) => each.startsWith('paraph-seen:drc-us:'))!;
    const { seq } = JSON.parse(localStorage.getItem(key)!) as { seq: number };
    window.addEventListener('pagehide', () =>
      localStorage.setItem(key, JSON.stringify({ seq: seq - 1, hash: 'ab'.repeat(32) })),
    );
  });
  await reloaded(drc);
  const alarm = drc.page.getByRole('alert');
  await alarm.getByText('another log than the one this browser saw').waitFor();
  expect(await alarm.innerText()).toContain('abab abab');
  await drc.button('I know; go on with this log').click();
  await alarm.waitFor({ state: 'detached' });
  await reloaded(drc);
  await record(drc).click();
  await eventually(
    'told',
    () => told(drc),
    (words) => words.includes('all of that is still in it'),
  );
  expect(await drc.page.getByRole('alert').count()).toBe(0);
});

it('says loudly that another key than this browser’s stands for its seat', async () => {
  await us.page.evaluate(async () => {
    const done = (asked: IDBRequest): Promise<unknown> =>
      new Promise((resolve) => asked.addEventListener('success', () => resolve(asked.result)));
    const opened = (await done(indexedDB.open('paraph', 1))) as IDBDatabase;
    await done(opened.transaction('keys', 'readwrite').objectStore('keys').clear());
    opened.close();
  });
  await us.page.reload();
  const alarm = us.page.getByRole('alert');
  await alarm.getByText('une clé qui n’est pas celle de ce navigateur').waitFor();
  await record(us).click();
  expect(await told(us)).not.toContain('signés avec une clé qui ne quitte');
  expect(await told(us)).toMatch(/[0-9a-f]{64}/);
  expect(stage.complaints.filter((each) => !each.endsWith('script-src eval'))).toEqual([]);
});
