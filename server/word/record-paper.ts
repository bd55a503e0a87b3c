// A sitting's record as a Word file.
import type { SittingPaper } from '../../shared/record/sitting.ts';
import { Paper } from './paper.ts';
import type { Block } from './paper.ts';

export const recordPaper = ({ lang, title, lines, sections, foot }: SittingPaper): Promise<Uint8Array> => {
  const paper = new Paper(() => 'Paraph');
  const blocks: Block[] = [
    paper.title(title, lang),
    ...lines.map((line) => paper.remark(line, lang)),
    ...sections.flatMap(({ heading, empty, groups }) => [
      paper.heading(heading, lang),
      ...(groups.length === 0 ? [paper.text(empty, lang)] : []),
      ...groups.flatMap((group) => [
        ...(group.heading === null ? [] : [paper.heading(group.heading, lang, 2)]),
        ...group.items.map((item) => paper.item(item, lang)),
      ]),
    ]),
  ];
  return paper.bytes(title, lang, { head: lines.slice(0, 1).concat(lines.slice(2)), foot }, blocks, false);
};
