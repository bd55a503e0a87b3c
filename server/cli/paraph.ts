#!/usr/bin/env node
// The program without a server. `paraph verify FILE` says whether a bundle's log holds: 0 it does, 1 it breaks, 2 it could
// not be read, or not judged whole. It rests on shared/ alone and asks nobody.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Language } from '../../shared/board.ts';
import { isPartial, reportLines, unreadableSentence } from '../../shared/verify-sentences.ts';
import { verifyBundle } from '../../shared/verify.ts';

const USAGE = {
  en: 'Usage: paraph verify FILE [--lang en|fr]',
  fr: 'Emploi : paraph verify FICHIER [--lang en|fr]',
};

type Called = { lang: Language; file: string | null };

/** What was asked; no file where it was not asked rightly. */
const called = (args: readonly string[]): Called => {
  try {
    const options = { lang: { type: 'string', default: 'en' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const lang = Language.safeParse(values.lang);
    const [command, file, ...more] = positionals;
    const right = lang.success && command === 'verify' && more.length === 0;
    return { lang: lang.data ?? 'en', file: right ? (file ?? null) : null };
  } catch {
    return { lang: 'en', file: null }; // an option that there is not
  }
};

const read = (file: string): Uint8Array | string => {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const main = (args: readonly string[]): number => {
  const { lang, file } = called(args);
  const bytes = file === null ? USAGE[lang] : read(file);
  if (typeof bytes === 'string') {
    console.error(bytes);
    return 2;
  }
  const verified = verifyBundle(bytes);
  if (!verified.ok) {
    console.error(unreadableSentence(verified.code, lang));
    return 2;
  }
  const { report } = verified;
  console.log(reportLines(report, lang).join('\n'));
  if (report.broken !== null) return 1;
  return isPartial(report) ? 2 : 0;
};

process.exitCode = main(process.argv.slice(2));
