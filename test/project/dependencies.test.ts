// Every dependency stands in ARCHITECTURE.md with the reason for it, none stands there that is not one, and none is taken in a
// version that somebody else may change.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (name: string): string => readFileSync(join(import.meta.dirname, '..', '..', name), 'utf8');
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const all = { ...dependencies, ...devDependencies };

/** The table's rows: what they name, and why. */
const table = (): { names: string[]; why: string }[] => {
  const section = read('ARCHITECTURE.md').split('## Dependencies, and why each')[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`'))
    .map((line) => {
      const [, packages = '', why = ''] = line.split('|');
      return { names: [...packages.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''), why: why.trim() };
    });
};

/** `@codemirror/*` names all of that scope; a package's types go without saying. */
const names = (pattern: string, name: string): boolean =>
  pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
const isTypes = (name: string): boolean => name.startsWith('@types/');

describe('the dependencies', () => {
  it('all stand in ARCHITECTURE.md', () => {
    const listed = table().flatMap((row) => row.names);
    const missing = Object.keys(all).filter(
      (name) => !isTypes(name) && !listed.some((each) => names(each, name)),
    );
    expect(missing).toEqual([]);
  });

  it('are all that stands there, each once and with a reason', () => {
    const rows = table();
    expect(rows.length).toBeGreaterThan(10);
    const listed = rows.flatMap((row) => row.names);
    expect(listed.filter((each) => !Object.keys(all).some((name) => names(each, name)))).toEqual([]);
    expect(listed).toEqual([...new Set(listed)]);
    expect(rows.filter(({ why }) => why.length < 4)).toEqual([]);
  });

  it('have types only of packages that are there', () => {
    const without = Object.keys(all).filter(
      (name) => isTypes(name) && all[name.slice('@types/'.length)] === undefined,
    );
    expect(without).toEqual(
      ['@types/react-dom'].filter((name) => all[name.slice('@types/'.length)] === undefined),
    );
  });

  it('are pinned exactly', () => {
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
  });
});
