// A hand at an editor without a page: the same state, filters and history as the real one, and what its view plugins
// would do to table and document done here, in their order.
import {
  deleteCharBackward,
  deleteCharForward,
  deleteGroupBackward,
  deleteGroupForward,
} from '@codemirror/commands';
import { EditorState, Transaction } from '@codemirror/state';
import type { TransactionSpec } from '@codemirror/state';
import type { Command, EditorView } from '@codemirror/view';
import { ySyncAnnotation, ySyncFacet } from 'y-codemirror.next';
import type * as Y from 'yjs';
import { changesOf, writeInto } from '../../client/editor/binding.ts';
import { layoutOf, setLayout } from '../../client/editor/brackets.ts';
import { layoutNow } from '../../client/editor/edited.ts';
import type { Edited } from '../../client/editor/edited.ts';
import { stateExtensions } from '../../client/editor/editor.ts';
import { fragmentsOf } from '../../client/editor/fragments.ts';
import { History } from '../../client/editor/history.ts';
import { isRemote, rangesOf } from '../../client/editor/strike.ts';
import { carryOut, doneBy } from '../../client/editor/reversal.ts';
import type { Done } from '../../client/editor/reversal.ts';
import { actsIn, burstOf, standingOf } from '../../client/editor/undo.ts';
import type { ClauseId, Language } from '../../shared/board.ts';
import { IdSet } from '../../shared/ids.ts';
import type { FakeView } from './fake-view.ts';

export const LABELS: Record<string, string> = { drc: 'DRC', us: 'US' };

export const editedIn = (view: FakeView, clause: ClauseId, lang: Language): Edited => ({
  table: view,
  clause,
  lang,
  own: view.snapshot().seat.party,
  label: (party) => (party === null ? 'Chair' : (LABELS[party] ?? party)),
  phrases: {
    only: (party) => `${party} only: `,
    proposed: 'Proposed by the Chair: ',
    whose: (party) => `${party}: `,
    caret: (party, role) => `${party}, ${role}`,
    bracketed: (words) => `Bracketed: ${words}`,
    paragraph: 'new paragraph',
    noValue: 'not given',
    empty: 'No text yet.',
  },
  text: view.text(clause, lang),
});

export class Hand {
  readonly history = new History();
  readonly edited: Edited;
  state: EditorState;
  /** Milliseconds, for bursts; a test moves it on. */
  now = 1000;
  readonly #view: FakeView;
  #done: Done = { inserted: null, deleted: [] };

  constructor(view: FakeView, clause: ClauseId, lang: Language = 'en') {
    this.#view = view;
    this.edited = editedIn(view, clause, lang);
    this.state = EditorState.create({
      doc: this.edited.text.toString(),
      extensions: stateExtensions(this.edited, true),
    });
    const origin = this.state.facet(ySyncFacet);
    this.edited.text.observe((event, tr) => {
      if (tr.origin === origin) this.#done = doneBy(tr, this.edited.text);
      else this.#follow(event.delta);
    });
  }

  // ---- the hand

  /** Puts the caret behind some words, or selects them with `select`. */
  at(words: string, offset = words.length): this {
    const from = this.#find(words);
    return this.#do({ selection: { anchor: from + offset }, userEvent: 'select' });
  }

  select(words: string, backwards = false): this {
    const from = this.#find(words);
    const to = from + words.length;
    return this.#do({
      selection: backwards ? { anchor: to, head: from } : { anchor: from, head: to },
      userEvent: 'select',
    });
  }

  /** Key by key, over the selection where there is one. */
  types(words: string): this {
    for (const key of words) this.#do({ ...this.state.replaceSelection(key), userEvent: 'input.type' });
    return this;
  }

  pastes(words: string): this {
    return this.#do({ ...this.state.replaceSelection(words), userEvent: 'input.paste' });
  }

  cuts(): this {
    const { from, to } = this.state.selection.main;
    return this.#do({ changes: { from, to }, userEvent: 'delete.cut' });
  }

  backspaces(times = 1): this {
    for (let i = 0; i < times; i += 1) this.runs(deleteCharBackward);
    return this;
  }

  deletesForward(times = 1): this {
    for (let i = 0; i < times; i += 1) this.runs(deleteCharForward);
    return this;
  }

  deletesWordBack(): this {
    return this.runs(deleteGroupBackward);
  }

  deletesWordForward(): this {
    return this.runs(deleteGroupForward);
  }

  /** What a browser does by itself: spelling corrected, a word of an input method. */
  rewrites(words: string, by: string, event = 'input.type'): this {
    const from = this.#find(words);
    const caret = from + by.length;
    const changes = { from, to: from + words.length, insert: by };
    return this.#do({ changes, selection: { anchor: caret }, userEvent: event });
  }

  drags(words: string, behind: string): this {
    const from = this.#find(words);
    const to = from + words.length;
    const target = this.#find(behind) + behind.length;
    const changes = this.state.changes([
      { from, to },
      { from: target, insert: words },
    ]);
    const selection = { anchor: changes.mapPos(target, -1), head: changes.mapPos(target, 1) };
    return this.#do({ changes, selection, userEvent: 'move.drop' });
  }

  does(spec: TransactionSpec): this {
    return this.#do(spec);
  }

  runs(command: Command): this {
    const target = { state: this.state, dispatch: (tr: Transaction) => this.#apply(tr) };
    command(target as unknown as EditorView);
    return this;
  }

  undo(): this {
    return this.#reverse('undo');
  }

  redo(): this {
    return this.#reverse('redo');
  }

  // ---- what there is to see

  get doc(): string {
    return this.state.doc.toString();
  }

  get caret(): number {
    return this.state.selection.main.head;
  }

  /** The page, caret and all: `The Parties [US: may] [DRC: shall|] hold`. */
  page(withCaret = true): string {
    this.redraw();
    const { brackets, hidden, chips } = layoutOf(this.state);
    const { anchor, head } = this.state.selection.main;
    const marks = new Map<number, [string, string]>();
    const put = (at: number, side: 0 | 1, mark: string): void => {
      const there = marks.get(at) ?? ['', ''];
      // Closing brackets and carets first, then what opens.
      there[side] += mark;
      marks.set(at, there);
    };
    for (const bracket of brackets)
      for (const { from, to, ends } of fragmentsOf(this.doc, bracket)) {
        put(from, 1, `[${bracket.parties.map((party) => LABELS[party]).join() || 'Chair'}: `);
        put(to, from === to ? 1 : 0, `${ends ? '¶' : ''}]`);
      }
    let page = '';
    for (let at = 0; at <= this.doc.length; at += 1) {
      const [closes, opens] = marks.get(at) ?? ['', ''];
      if (withCaret && anchor === head && at === head) page += '|';
      if (withCaret && anchor !== head && at === Math.max(anchor, head)) page += '›';
      page += closes;
      if (withCaret && anchor !== head && at === Math.min(anchor, head)) page += '‹';
      page += opens;
      if (hidden.some(({ from, to }) => from <= at && at < to)) continue;
      const chip = chips.find(({ from, to }) => from <= at && at < to);
      if (chip !== undefined) page += chip.from === at ? `<${chip.term.id}>` : '';
      else page += this.doc[at] ?? '';
    }
    return page;
  }

  redraw(): void {
    const layout = layoutNow(this.edited);
    if (layout.text !== this.doc)
      throw new Error(`the page has “${this.doc}”, the document “${layout.text}”`);
    this.#apply(this.state.update({ effects: setLayout.of({ layout, keep: null }) }));
  }

  #find(words: string): number {
    const from = this.doc.indexOf(words);
    if (from < 0) throw new Error(`“${words}” is not in “${this.doc}”`);
    return from;
  }

  #do(spec: TransactionSpec): this {
    this.redraw();
    this.#apply(
      this.state.update({ ...spec, annotations: Transaction.time.of(this.now) } as TransactionSpec),
    );
    return this;
  }

  // ---- what the view plugins do

  #apply(tr: Transaction): void {
    this.state = tr.state;
    const { struck, adopted } = actsIn(tr);
    const { acts } = this.#view;
    const { clause, lang } = this.edited;
    if (struck.length > 0) acts.strike(clause, lang, rangesOf(struck));
    if (adopted.length > 0) acts.adopt(clause, lang, rangesOf(adopted));
    this.#done = { inserted: null, deleted: [] };
    if (tr.docChanged && !isRemote(tr)) writeInto(this.edited.text, tr.changes, this.state.facet(ySyncFacet));
    if (isRemote(tr)) return;
    const moved = !tr.docChanged && !tr.startState.selection.eq(tr.newSelection);
    if (moved && struck.length === 0) this.history.close();
    const removed = [...this.#done.deleted, ...struck];
    const came = IdSet.of(rangesOf(adopted));
    const { inserted } = this.#done;
    const added = inserted === null ? came : came.with([inserted]);
    this.history.record(added, removed, burstOf(tr), this.now, struck.length > 0);
  }

  #follow(delta: Y.YTextEvent['delta']): void {
    const annotations = ySyncAnnotation.of(this.state.facet(ySyncFacet));
    this.#apply(this.state.update({ changes: changesOf(delta, this.state.doc.length), annotations }));
  }

  #reverse(which: 'undo' | 'redo'): this {
    this.redraw();
    const standing = standingOf(this.edited);
    const reversal = which === 'undo' ? this.history.undo(standing) : this.history.redo(standing);
    if (reversal === null) return this;
    const { done, caret } = carryOut(this.edited, reversal);
    this.history.reversed(which, done.inserted, [...done.deleted, ...reversal.strikes], reversal.adopts);
    this.#apply(this.state.update({ selection: { anchor: caret }, userEvent: which }));
    return this;
  }
}
