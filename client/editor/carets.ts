// Carets of the others, and one's own told to them. A caret is a mark on the letter beside it, never an element of its own:
// so nobody's reading moves when somebody else's hand does.
import { Prec, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import type { EditorState, Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view';
import type { DecorationSet, ViewUpdate } from '@codemirror/view';
import * as Y from 'yjs';
import type { Presence } from '../../shared/wire.ts';
import { editedFacet } from './edited.ts';
import type { Edited } from './edited.ts';
import { layoutOf } from './brackets.ts';
import { colourOf } from './marks.ts';
import { isRemote } from './strike.ts';
import { inDocument, withheld } from './withheld.ts';

const TYPING_FOR = 2000;

/** Another's caret in this text; `moves` grows when it moved, so that its label shows again for a while. */
type Caret = { pen: number; anchor: number; head: number; party: string; who: string; moves: number };

export const setCarets = StateEffect.define<readonly Caret[]>();

const positionOf = (json: unknown, text: Y.Text): number | null => {
  if (typeof json !== 'object' || json === null || text.doc === null) return null;
  try {
    const relative = Y.createRelativePositionFromJSON(json);
    const absolute = Y.createAbsolutePositionFromRelativePosition(relative, text.doc);
    return absolute?.type === text ? absolute.index : null;
  } catch {
    // What another seat claims about its caret may name characters that have not come here yet.
    return null;
  }
};

const whoOf = ({ name, party, role }: Presence, { label, phrases }: Edited): string =>
  name ?? phrases.caret(label(party), role);

/** The others' carets that stand in this text now. */
export const caretsNow = (edited: Edited, before: readonly Caret[]): Caret[] => {
  const carets: Caret[] = [];
  for (const [pen, presence] of edited.table.snapshot().presences) {
    if (presence.clause !== edited.clause || presence.lang !== edited.lang || presence.cursor === null)
      continue;
    const anchor = positionOf(presence.cursor.anchor, edited.text);
    const head = positionOf(presence.cursor.head, edited.text);
    if (anchor === null || head === null) continue;
    const last = before.find((each) => each.pen === pen);
    const moved = last === undefined || last.head !== head || presence.typing;
    carets.push({
      pen,
      anchor,
      head,
      party: colourOf(presence.party === null ? [] : [presence.party]),
      who: whoOf(presence, edited),
      moves: (last?.moves ?? 0) + (moved ? 1 : 0),
    });
  }
  return carets;
};

const attributesOf = (caret: Caret, side: string): Record<string, string> => ({
  class: `caret-other ${side}`,
  'data-party': caret.party,
  'data-who': caret.who,
  // Another value makes another element, and its label fades anew.
  'data-moves': String(caret.moves % 1000),
});

/** The mark that carries a caret: on the shown letter behind it, or before it at a line's end, or on the bare line. */
const caretMark = (state: EditorState, caret: Caret): { from: number; to: number; value: Decoration } => {
  const replaced = [...layoutOf(state).hidden, ...layoutOf(state).chips];
  const out = replaced.find(({ from, to }) => from < caret.head && caret.head < to)?.to ?? caret.head;
  const head =
    layoutOf(state).hidden.find(({ from, to }) => from === out && to <= state.doc.length)?.to ?? out;
  const line = state.doc.lineAt(Math.min(head, state.doc.length));
  if (line.length === 0)
    return {
      from: line.from,
      to: line.from,
      value: Decoration.line({ attributes: attributesOf(caret, 'bare') }),
    };
  const after = head < line.to;
  const beside = replaced.find(({ from, to }) => (after ? from === head : to === head));
  const from = after ? head : (beside?.from ?? head - 1);
  const to = after ? (beside?.to ?? head + 1) : head;
  return {
    from,
    to,
    value: Decoration.mark({ attributes: attributesOf(caret, after ? 'before' : 'after') }),
  };
};

const draw = (state: EditorState, carets: readonly Caret[]): DecorationSet => {
  const marks = carets.filter(({ head }) => head <= state.doc.length).map((caret) => caretMark(state, caret));
  const ranges = carets.flatMap(({ anchor, head, party }) => {
    const [from, to] = [Math.min(anchor, head), Math.min(Math.max(anchor, head), state.doc.length)];
    const attributes = { class: 'selection-other', 'data-party': party };
    return from < to ? [{ from, to, value: Decoration.mark({ attributes }) }] : [];
  });
  const builder = new RangeSetBuilder<Decoration>();
  const sorted = [...marks, ...ranges].sort(
    (a, b) => a.from - b.from || a.value.startSide - b.value.startSide,
  );
  for (const { from, to, value } of sorted) builder.add(from, to, value);
  return builder.finish();
};

const caretsField = StateField.define<{ carets: readonly Caret[]; drawn: DecorationSet }>({
  create: () => ({ carets: [], drawn: Decoration.none }),
  update: (before, tr) => {
    const set = tr.effects.findLast((effect) => effect.is(setCarets));
    if (set?.is(setCarets) === true) return { carets: set.value, drawn: draw(tr.state, set.value) };
    return tr.docChanged ? { ...before, drawn: before.drawn.map(tr.changes) } : before;
  },
  provide: (field) => Prec.high(EditorView.decorations.from(field, ({ drawn }) => drawn)),
});

/** What is known of the others' carets, for the next look at them. */
export const caretsIn = (state: EditorState): readonly Caret[] =>
  state.field(caretsField, false)?.carets ?? [];

const sameCarets = (one: readonly Caret[], other: readonly Caret[]): boolean =>
  one.length === other.length && one.every((caret, i) => JSON.stringify(caret) === JSON.stringify(other[i]));

/** Looks again at where the others' carets are. */
export const lookAtCarets = (view: EditorView): void => {
  const edited = view.state.facet(editedFacet);
  if (edited === null || withheld(view.state) !== null) return;
  const before = caretsIn(view.state);
  const after = caretsNow(edited, before);
  if (!sameCarets(before, after)) view.dispatch({ effects: setCarets.of(after) });
};

/** Tells the others where one's own caret is, while the editor has the focus. */
class Pointing {
  readonly #view: EditorView;
  #typedAt = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #there = false;

  constructor(view: EditorView) {
    this.#view = view;
  }

  update(update: ViewUpdate): void {
    const own = update.transactions.some((tr) => tr.docChanged && !isRemote(tr));
    if (own) this.#typedAt = Date.now();
    if (update.focusChanged || (update.view.hasFocus && (own || update.selectionSet))) this.#point();
  }

  #point(): void {
    const { state, hasFocus } = this.#view;
    const edited = state.facet(editedFacet);
    const acts = edited?.table.acts ?? null;
    clearTimeout(this.#rest);
    if (edited === null || acts === null) return;
    if (!hasFocus) {
      if (this.#there) acts.point(null);
      this.#there = false;
      return;
    }
    this.#there = true;
    const typing = Date.now() - this.#typedAt < TYPING_FOR;
    const { anchor, head } = state.selection.main;
    const at = (offset: number): unknown =>
      Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(edited.text, inDocument(state, offset)));
    const { clause, lang } = edited;
    acts.point({ clause, lang, cursor: { anchor: at(anchor), head: at(head) }, typing });
    if (typing) this.#rest = setTimeout(() => this.#point(), TYPING_FOR);
  }

  destroy(): void {
    clearTimeout(this.#rest);
    if (this.#there) this.#view.state.facet(editedFacet)?.table.acts?.point(null);
  }
}

/** Placed after the binding: by then the document has what was typed, and positions in it mean what they say. */
export const carets: Extension = [caretsField, ViewPlugin.define((view) => new Pointing(view))];
