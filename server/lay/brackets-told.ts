// The brackets of a source's articles and what each side has in them as a story goes on; and where those words are in
// the text at this moment.
import type { ClauseId, Language } from '../../shared/board.ts';
import type { Range } from '../../shared/ids.ts';
import { clauseOf } from '../../shared/state.ts';
import { stretchesIn } from '../../shared/text/position.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';
import type { BoardSource } from '../boards/article.ts';
import type { Side } from './story.ts';
import { piecesOf } from './pieces.ts';

/** What each side has in one bracket; empty where it has nothing. */
export type Told = Record<Side, string>;

export class BracketsTold {
  readonly #source: BoardSource;
  readonly #known = new Map<string, Told[]>();

  constructor(source: BoardSource) {
    this.#source = source;
  }

  /** @throws where the article has no such bracket */
  at(article: ClauseId, lang: Language, bracket: number): Told {
    const key = `${article} ${lang}`;
    const all = this.#known.get(key) ?? this.#read(article, lang);
    this.#known.set(key, all);
    const told = all[bracket];
    if (told === undefined) throw new Error(`article ${article} (${lang}) has no bracket ${bracket}`);
    return told;
  }

  #read(id: ClauseId, lang: Language): Told[] {
    const article = this.#source.articles.find((each) => each.id === id);
    if (article === undefined) throw new Error(`there is no article ${id}`);
    const all: Told[] = [];
    let open: Told | null = null;
    for (const { by, text } of piecesOf(this.#source, article, lang)) {
      if (by === 'both') {
        open = null;
        continue;
      }
      // What the chair puts forward is in no side's position.
      if (by === null) continue;
      if (open === null) all.push((open = { drc: '', us: '' }));
      open[by === 'drc' ? 'drc' : 'us'] += text;
    }
    return all;
  }
}

/**
 * The characters that these words are, where one side alone includes them.
 * @throws where it nowhere alone includes exactly these words
 */
export const wordsOf = (
  { state, text }: WorkingBoard,
  place: { article: ClauseId; lang: Language },
  side: Side,
  words: string,
): Range[] => {
  const clause = clauseOf(state, place.article);
  if (clause === undefined) throw new Error(`there is no article ${place.article}`);
  let run: Range[] = [];
  let said = '';
  for (const { client, clock, text: part, by } of [
    ...stretchesIn(state, text, clause, place.lang),
    { client: 0, clock: 0, text: '', by: [] },
  ]) {
    if (by.length === 1 && by[0] === side) {
      run.push([client, clock, part.length]);
      said += part;
    } else {
      // What nobody includes any more does not cut a run in two.
      if (by.length === 0 && client !== 0) continue;
      if (said === words) return run;
      [run, said] = [[], ''];
    }
  }
  throw new Error(`${side} alone does not include “${words}” in article ${place.article} (${place.lang})`);
};
