// What can be taken from a board in files, and a board laid from what was taken, over HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SittingPaper } from '../../shared/record/sitting.ts';
import { BOARD, Seat, get, join } from '../support/seat.ts';
import type { Joined } from '../support/seat.ts';
import { startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';
import { WordFile } from '../support/word-file.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let server: TestServer;
let origin: string;
let observer: Joined;

beforeAll(async () => {
  server = await startServer({ articles: 2 });
  ({ origin } = server);
  observer = await join(origin, { party: null, role: 'observer', name: 'Watching' });
});
afterAll(async () => {
  await server.close();
  expect(server.complaints).toEqual([]);
});

const file = (name: string): Promise<Response> => get(origin, `/export/${name}`, observer.token);
const word = async (name: string): Promise<WordFile> => {
  const response = await file(name);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, WORD]);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename=${BOARD}-${name}`);
  return new WordFile(new Uint8Array(await response.arrayBuffer()));
};
const textOf = (each: WordFile): string =>
  each.paragraphs.map(({ runs }) => runs.map(({ text }) => text).join('')).join('\n');
const create = (body: unknown): Promise<Response> =>
  fetch(`${origin}/api/boards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const problemOf = async (response: Response): Promise<object> => {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return (await response.json()) as object;
};

describe('the files of a board', () => {
  it('are Word files in each language and in both', async () => {
    for (const kind of ['clean', 'compilation'])
      for (const which of ['en', 'fr', 'both']) {
        const each = await word(`${kind}-${which}.docx`);
        const text = textOf(each);
        if (which !== 'fr') expect(text).toContain('Article 1. Purpose and scope');
        if (which !== 'en') expect(text).toContain('Article 1. Objet et champ d’application');
        expect(each.xml('word/document.xml').includes('<w:ins ')).toBe(kind === 'compilation');
        expect(each.xml('word/document.xml').includes('<w:tbl>')).toBe(which === 'both');
      }
  });

  it('need a seat, and are none but these', async () => {
    for (const name of ['clean-en.docx', 'record-1-en.docx', 'text-fr.txt'])
      expect(await problemOf(await get(origin, `/export/${name}`))).toMatchObject({
        status: 401,
        code: 'no-token',
      });
    for (const name of [
      'clean-de.docx',
      'clean-en.doc',
      'record-0-en.docx',
      'record-7-en.docx',
      'record-1-both.docx',
      'secrets.txt',
    ])
      expect(await problemOf(await file(name))).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('the record of a sitting', () => {
  it('tells who was there by role, what was done and what is left; and stays as it was once the sitting is over', async () => {
    const chair = await Seat.join(origin, { party: null, role: 'chair', name: 'Named Chair' });
    const head = await Seat.join(origin, { party: 'drc', role: 'head', name: 'Named Head' });
    const [clause] = head.state.clauses;
    await head.move({ kind: 'reserve', clause: clause!.id, reason: 'awaiting instructions' });
    await chair.move({ kind: 'adjourn' });
    const record = async (sitting: number): Promise<SittingPaper> =>
      SittingPaper.parse(await (await file(`record-${sitting}-en.json`)).json());
    const first = await record(1);
    expect(first.title).toBe('Record of sitting 1');
    expect(JSON.stringify(first)).not.toContain('Named');
    const section = (paper: SittingPaper, heading: string): string[] =>
      paper.sections.find((each) => each.heading === heading)!.groups.flatMap(({ items }) => items);
    expect(section(first, 'At the table')[0]).toMatch(
      /^DRC: head of delegation.*\(1\sact on record in this sitting\)$/,
    );
    expect(section(first, 'What was done').join('\n')).toMatch(
      /reserved the delegation’s position in Article\u00a01\. “awaiting instructions”/,
    );
    expect(section(first, 'Still to do').join('\n')).toContain(
      'reserve of the\u00a0DRC (awaiting instructions)',
    );
    expect(section(first, 'Pending').some((item) => /\[DRC: .*\]\[US: .*\]/.test(item))).toBe(true);

    await chair.move({ kind: 'openSitting' });
    await head.move({ kind: 'liftReserve', clause: clause!.id });
    expect(await record(1)).toEqual(first);
    const second = await record(2);
    expect(section(second, 'What was done').join('\n')).toContain('lifted the reserve');
    expect(section(second, 'Still to do').join('\n')).not.toContain('reserve of');
    const french = textOf(await word('record-2-fr.docx'));
    expect(french).toContain('Procès-verbal de la séance 2');
    expect(french).toContain('Reste à faire');
    chair.leave();
    head.leave();
  });
});

describe('a new board from a text', () => {
  it('is laid from a board’s own text, and says the same', async () => {
    const [en, fr] = await Promise.all(
      ['text-en.txt', 'text-fr.txt'].map(async (name) => (await file(name)).text()),
    );
    const response = await create({ title: { en: 'Laid again', fr: '' }, text: { en, fr } });
    expect(response.status).toBe(201);
    const { board, articles, report } = (await response.json()) as {
      board: string;
      articles: number;
      report: object[];
    };
    expect(board).toMatch(/^laid-again-[0-9a-f]{10}$/);
    expect([articles, report]).toEqual([2, []]);
    expect(response.headers.get('location')).toBe(`/b/${board}`);
    const listed = (await (await fetch(`${origin}/api/boards`)).json()) as {
      boards: { id: string; title: object }[];
    };
    expect(listed.boards.find(({ id }) => id === board)?.title).toEqual({
      en: 'Laid again',
      fr: 'Partenariat relatif aux minéraux critiques et à la sécurité',
    });

    const joined = await fetch(`${origin}/api/boards/${board}/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ann', party: 'us', role: 'head' }),
    });
    expect(joined.status).toBe(201);
    const { token } = (await joined.json()) as Joined;
    const again = await (
      await fetch(`${origin}/api/boards/${board}/export/text-fr.txt`, {
        headers: { Authorization: `Bearer ${token}` },
      })
    ).text();
    const bare = (text: string): string => text.replace(/^(?:Titre\u00a0:|\/\/ Registre).*\n/gm, '');
    expect(bare(again)).toBe(bare(fr!));
  });

  it('is refused with a report of what to put right and where, and nothing is laid', async () => {
    const before = (await server.store.boards()).length;
    const unclosed = await create({
      title: { en: 'A', fr: '' },
      text: { en: '# Article 1. A\n\nx [DRC: y', fr: '' },
    });
    expect(unclosed.status).toBe(422);
    expect(await problemOf(unclosed)).toMatchObject({
      code: 'unreadable-text',
      report: [
        { code: 'unclosed-bracket', line: 3, column: 3, lang: 'en' },
        { code: 'no-text-here', lang: 'fr' },
      ],
    });
    const empty = await create({ title: { en: 'A', fr: '' }, text: { en: '', fr: ' ' } });
    expect(await problemOf(empty)).toMatchObject({ status: 422, code: 'unreadable-text' });
    const untitled = await create({ title: { en: '', fr: '' }, text: { en: 'Words.', fr: '' } });
    expect(await problemOf(untitled)).toMatchObject({ status: 400, code: 'bad-request' });
    for (const body of [{}, { title: { en: 'A', fr: 'A' } }, { title: 'A', text: { en: 'x', fr: '' } }])
      expect(await problemOf(await create(body))).toMatchObject({ status: 400, code: 'bad-request' });
    const large = await create({ title: { en: 'A', fr: '' }, text: { en: 'x'.repeat(5_000_000), fr: '' } });
    expect(await problemOf(large)).toMatchObject({ status: 413, code: 'too-large' });
    expect((await server.store.boards()).length).toBe(before);
  });
});
