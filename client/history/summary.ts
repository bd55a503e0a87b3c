// One sentence for several acts of one delegation on one article, made within a minute.
import type { PartyId } from '../../shared/board.ts';
import { fill, text } from './parts.ts';
import type { Part } from './parts.ts';
import { countsOf } from './lines.ts';
import type { Group } from './lines.ts';
import { grammarOf } from '../article/parties.ts';
import { articleParts, partyParts, templatesOf } from './telling.ts';
import type { Telling } from './telling.ts';

const counted = (telling: Telling, count: number, one: string, other: string): string => {
  const rule = new Intl.PluralRules(telling.lang).select(count);
  return (rule === 'one' ? one : other).replace('{{count}}', String(count));
};

/** "9 passages, 4 figures": what the acts were. */
export const listOf = (group: Group, telling: Telling): string => {
  const parts = templatesOf(telling).groupParts;
  const counts = countsOf(group);
  const list = [
    counts.words === 0 ? '' : counted(telling, counts.words, parts.words_one, parts.words_other),
    counts.figures === 0 ? '' : counted(telling, counts.figures, parts.figures_one, parts.figures_other),
    counts.other === 0 ? '' : counted(telling, counts.other, parts.other_one, parts.other_other),
  ];
  return list.filter((item) => item !== '').join(', ');
};

/** "The DRC tabled revision 1 of Article 5.", or "The DRC made 14 acts in Article 5.": `listOf` says which. */
export const summaryOf = (group: Group, party: PartyId, telling: Telling): Part[] => {
  const templates = templatesOf(telling);
  const clause = group.lines[0].clause ?? '';
  const { tabled } = countsOf(group);
  return fill(
    tabled === null ? templates.group : templates.groupTabled,
    {
      subject: partyParts(telling, party, 'subject'),
      n: text(String(tabled)),
      acts: text(counted(telling, group.lines.length, templates.acts_one, templates.acts_other)),
      articleIn: articleParts(telling, clause, 'in'),
      articleOf: articleParts(telling, clause, 'of'),
    },
    grammarOf(party, telling.lang).plural,
  );
};
