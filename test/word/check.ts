// `npm run check:word`: the Word files in LibreOffice, which must open them, lose none of their words, and know whose
// every change is. It stands beside the tests, since it needs a program that not every machine has; without it, it fails.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drcUsBoard } from '../../server/boards/drc-us/board.ts';
import { boardPaper, snapshotOf } from '../../server/word/board-paper.ts';
import type { PaperKind, PaperLanguages } from '../../server/word/board-paper.ts';
import { laidBoard } from '../support/laid-board.ts';
import { WordFile } from '../support/word-file.ts';

const OFFICE = ['soffice', 'libreoffice'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);
if (OFFICE === undefined) {
  console.error('✗ NOT CHECKED: LibreOffice is not on this machine, so no Word file was opened.');
  console.error('  On Debian: apt-get install --no-install-recommends libreoffice-writer-nogui');
  process.exit(1);
}

const PAPERS: readonly (readonly [PaperKind, PaperLanguages])[] = [
  ['clean', ['en']],
  ['clean', ['en', 'fr']],
  ['compilation', ['fr']],
  ['compilation', ['en', 'fr']],
];

const folder = mkdtempSync(join(tmpdir(), 'paraph-word-'));
const faults: string[] = [];
const bare = (text: string): string => text.replace(/\s+/gu, '');

/** The file as LibreOffice writes it again. */
const converted = (office: string, file: string): string => {
  const out = join(folder, 'again');
  const home = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const done = spawnSync(office, [home, '--headless', '--convert-to', 'docx', '--outdir', out, file]);
  if (done.status !== 0) throw new Error(`LibreOffice did not open ${file}: ${done.stderr.toString()}`);
  return join(out, file.slice(folder.length + 1));
};

type Told = { words: string; changes: string[] };
const toldBy = (word: WordFile): Told => {
  const runs = word.paragraphs.flatMap((paragraph) => paragraph.runs);
  const changed = new Map<string, string>();
  for (const { text, change } of runs)
    if (change !== null) {
      const key = `${change.kind} by ${change.author}`;
      changed.set(key, (changed.get(key) ?? '') + bare(text));
    }
  return {
    words: bare(runs.map(({ text }) => text).join('')),
    changes: [...changed].map(([key, text]) => `${key}: ${text}`).toSorted(),
  };
};

try {
  const { table } = await laidBoard(drcUsBoard);
  for (const [kind, languages] of PAPERS) {
    const name = `${kind}-${languages.join('-')}`;
    const file = join(folder, `${name}.docx`);
    const snapshot = await table.read((board) =>
      snapshotOf(board, kind, (client, clock) => board.parts.hands.seqOf(client, clock)),
    );
    const bytes = await boardPaper(snapshot, kind, languages);
    writeFileSync(file, bytes);
    const before = toldBy(new WordFile(bytes));
    const after = toldBy(new WordFile(readFileSync(converted(OFFICE, file))));
    if (before.words !== after.words) faults.push(`${name}: LibreOffice reads other words`);
    if (before.changes.join('\n') !== after.changes.join('\n'))
      faults.push(`${name}: LibreOffice knows other changes`);
    console.log(`${name}: ${before.words.length} characters, ${before.changes.length} kinds of changes`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) console.error(`✗ ${fault}`);
console.log(faults.length === 0 ? '✓ LibreOffice opens every file and reads the same' : '✗ failed');
process.exitCode = faults.length === 0 ? 0 : 1;
