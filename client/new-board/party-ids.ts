// The short words by which a board's record knows its parties, made from their labels: `drc`, `us`.

/** Words with which other seats' names begin. */
const TAKEN: ReadonlySet<string> = new Set(['chair', 'observer', 'server']);

const wordOf = (label: string): string =>
  label
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^[0-9]+/, '')
    .slice(0, 16);

/** Never the same twice, and never a word that stands for somebody else. */
export const partyIds = (one: string, other: string): [string, string] => {
  const idOf = (label: string, fallback: string): string => {
    const word = wordOf(label);
    return word === '' || TAKEN.has(word) ? fallback : word;
  };
  const first = idOf(one, 'first');
  const second = idOf(other, 'second');
  return first === second ? [first, first === 'second' ? 'first' : 'second'] : [first, second];
};
