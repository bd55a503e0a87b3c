// Finds what is still English on a page that is read in French.
import type { Person } from './stage.ts';

/** Words that no French sentence has. */
const ENGLISH =
  /(?<!\p{L})(the|and|of|to|with|by|from|your|you|is|are|not|this|that|who|what|yet|in|has|have|head|member|chair|accept|accepted|counter|countered|withdraw|history|given|received|draft|words?|brackets?|figures?|locked|clean|open|opened|moved|asked|tabled|DRC|US)(?!\p{L})/iu;

/** Everything a person may read or hear on the page, but the bilingual notes on record and what is marked as English. */
export const toldOn = (person: Person): Promise<string[]> =>
  person.page.evaluate(() => {
    const foreign = '[lang="en"], .history-note, .move-note, script, style, .cm-announced';
    const found = new Set<string>();
    for (const each of document.querySelectorAll<HTMLElement>('body, body *')) {
      if (each.closest(foreign) !== null || each.closest('[hidden]') !== null) continue;
      for (const node of each.childNodes)
        if (node instanceof Text && node.data.trim() !== '') found.add(node.data.trim());
      for (const name of ['aria-label', 'title', 'placeholder', 'data-label', 'data-spoken']) {
        const value = each.getAttribute(name);
        if (value !== null) found.add(value);
      }
    }
    return [...found];
  });
/** What of it is English. */
export const englishOn = async (person: Person): Promise<string[]> =>
  (await toldOn(person)).filter((each) => ENGLISH.test(each));
