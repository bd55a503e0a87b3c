// Reads an article's text off the page as a person reads it, brackets with their labels, and finds where its words stand.
// Both functions run in the browser.

/** Where an article's text in one language stands; the id is the clause's. */
export type TextPlace = { clause: string; lang: 'en' | 'fr' };
/** From the left of the first word to the right of the last, and the middle of the lines on which they stand. */
export type Stand = { left: number; right: number; first: number; last: number };

/** The text in the notation of the table, `[DRC: shall][US: may]`, cited figures as `{…}`; null where it is not on the page. */
export const readText = ({ clause, lang }: TextPlace): string | null => {
  const host = document.querySelector(`.clause-editor[data-clause="${clause}"][data-lang="${lang}"]`);
  if (host === null) return null;
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof HTMLElement)) return '';
    if (node.matches('.unseen, .cm-placeholder, img')) return '';
    const inside = [...node.childNodes].map(read).join('');
    if (node.matches('.term-chip')) {
      // Each side reads its own value first; here both stand in one order.
      const values = [...node.querySelectorAll<HTMLElement>('[data-party]')];
      values.sort((a, b) => ((a.dataset.party ?? '') < (b.dataset.party ?? '') ? -1 : 1));
      return `{${values.length === 0 ? inside : values.map((value) => value.textContent).join(' · ')}}`;
    }
    if (!node.matches('[data-bracket]')) return inside;
    return `[${node.querySelector('[data-label]')?.getAttribute('data-label') ?? '?'}: ${inside}]`;
  };
  return [...host.querySelectorAll('.cm-line')].map(read).join('\n');
};

/** Where these words first stand in a paragraph, which is brought to the middle of the window; null where they do not. */
export const findWords = ({ clause, lang, words }: TextPlace & { words: string }): Stand | null => {
  const host = document.querySelector(`.clause-editor[data-clause="${clause}"][data-lang="${lang}"]`);
  for (const line of host?.querySelectorAll('.cm-line') ?? []) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    let text = '';
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node instanceof Text && node.parentElement?.closest('.unseen') === null) {
        nodes.push(node);
        text += node.data;
      }
    const at = text.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    let passed = 0;
    for (const node of nodes) {
      if (passed <= at && at < passed + node.length) range.setStart(node, at - passed);
      const end = at + words.length - passed;
      if (end > 0 && end <= node.length) range.setEnd(node, end);
      passed += node.length;
    }
    line.scrollIntoView({ block: 'center', behavior: 'instant' });
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
    const [first, last] = [boxes[0], boxes.at(-1)];
    if (first === undefined || last === undefined) return null;
    const middle = ({ top, bottom }: DOMRect): number => (top + bottom) / 2;
    return { left: first.left, right: last.right, first: middle(first), last: middle(last) };
  }
  return null;
};
