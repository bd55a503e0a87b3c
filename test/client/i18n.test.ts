// The two languages say the same things, and the screens say nothing that is not in both.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from '../../client/locales/en/index.ts';
import { fr } from '../../client/locales/fr/index.ts';

const client = join(import.meta.dirname, '../../client');

const flatten = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return typeof value === 'string' ? [[at, value] as [string, string]] : flatten(value as object, at);
  });
const english = new Map(flatten(en));
const french = new Map(flatten(fr));
/** A delegation is named in the form that the sentence of its language asks for: « les É.-U. », « des É.-U. ». */
const FORMS = new Set(['party', 'subject', 'inside', 'of', 'to']);
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => (FORMS.has(name!) ? 'party' : name!)).sort();

const sources = (readdirSync(client, { recursive: true }) as string[])
  .filter((name) => /\.tsx?$/.test(name) && !/^(dist|locales|node_modules)/.test(name))
  .map((name) => ({ name, text: readFileSync(join(client, name), 'utf8') }));

describe('the words of the screens', () => {
  test('exist in both languages, under the same keys', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
    expect(english.size).toBeGreaterThan(150);
  });

  test('are never empty, and carry no spaces at their ends but around a colon', () => {
    for (const [key, text] of [...english, ...french]) {
      expect(text.length, key).toBeGreaterThan(0);
      expect(text, key).not.toMatch(/^\s(?!:)|[^:]\s$/);
    }
  });

  test('take the same placeholders in both languages', () => {
    const differing = [...english]
      .map(([key, text]) => [key, placeholders(text), placeholders(french.get(key) ?? '')] as const)
      .filter(([, one, other]) => [...new Set(one)].join() !== [...new Set(other)].join());
    expect(differing).toEqual([]);
  });

  test('follow French typography: no-break spaces before high marks and inside guillemets', () => {
    const wrong = [...french].filter(([, text]) => {
      const prose = text.replace(/\{\{[^}]*\}\}/g, 'x');
      return /(?<!\u202f)[;!?]|(?<![\u202f\u00a0])[:»]|«(?![\u202f\u00a0])/.test(prose);
    });
    expect(wrong).toEqual([]);
  });

  test('keep typewriter quotes out of both languages', () => {
    const wrong = [...english, ...french].filter(([, text]) => /"|\p{L}'\p{L}/u.test(text));
    expect(wrong).toEqual([]);
  });

  test('are there for every key that the program asks for', () => {
    const known = (key: string): boolean => english.has(key) || english.has(`${key}_other`);
    const asked = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => ({ name, key: match[1]! })),
    );
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter(({ key }) => !known(key))).toEqual([]);
  });

  test('are all there is: no screen has words of its own', () => {
    const own = sources
      .filter(({ name }) => name.endsWith('.tsx'))
      .flatMap(({ name, text }) => {
        const markup = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
        const nodes = [...markup.matchAll(/<[A-Za-z][^<>]*[^=\s]>\s*([A-Z][a-z]+(?: [a-z]+)*[.?!]?)\s*<\//g)];
        const labels = [
          ...markup.matchAll(/\b(?:aria-label|title|placeholder|label)="([^"]*\p{L}{2}[^"]*)"/gu),
        ];
        return [...nodes, ...labels].map((match) => `${name}: ${match[1]}`);
      });
    expect(own).toEqual([]);
  });
});
