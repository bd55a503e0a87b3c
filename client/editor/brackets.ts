// Draws the layout: brackets as marks, cited terms as chips, and nothing where a word is no longer anybody's.
import { Prec, RangeSet, StateEffect, StateField } from '@codemirror/state';
import type { EditorState, Extension, Range, Transaction } from '@codemirror/state';
import { Decoration, EditorView, WidgetType } from '@codemirror/view';
import type { DecorationSet } from '@codemirror/view';
import { chipName, chipParts } from './chip-parts.ts';
import type { ChipPart } from './chip-parts.ts';
import { editedFacet, layoutNow } from './edited.ts';
import type { Edited } from './edited.ts';
import { fragmentsOf } from './fragments.ts';
import { emptyLayout } from './layout.ts';
import type { Bracket, Chip, Layout, Span } from './layout.ts';
import { innerAttributes, outerAttributes } from './marks.ts';

/** A newly made layout; `keep` is where somebody composes a word and nothing may be drawn anew. */
export const setLayout = StateEffect.define<{ layout: Layout; keep: Span | null }>();
/** The bracket that the keys are at, by its key. */
export const setCurrent = StateEffect.define<string | null>();

type Drawn = {
  layout: Layout;
  current: string | null;
  outer: DecorationSet;
  inner: DecorationSet;
  replaced: DecorationSet;
};

class ChipWidget extends WidgetType {
  readonly name: string;
  readonly parts: readonly ChipPart[];

  constructor(chip: Chip, edited: Edited) {
    super();
    this.name = chipName(chip, edited);
    this.parts = chipParts(chip, edited);
  }

  override eq(other: ChipWidget): boolean {
    return JSON.stringify([this.name, this.parts]) === JSON.stringify([other.name, other.parts]);
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement('span');
    chip.className = 'term-chip';
    chip.title = this.name;
    for (const [index, { party, whose, text }] of this.parts.entries()) {
      if (index > 0) chip.append(' · ');
      const value = document.createElement('span');
      value.textContent = text;
      if (party !== null) {
        value.dataset['party'] = party;
        const said = document.createElement('span');
        said.className = 'unseen';
        said.textContent = whose;
        chip.append(said);
      }
      chip.append(value);
    }
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** A paragraph's end in a bracket of its own: there is no character on the page that could carry a mark. */
class PilcrowWidget extends WidgetType {
  readonly outer: Record<string, string>;
  readonly inner: Record<string, string>;

  constructor(outer: Record<string, string>, inner: Record<string, string>) {
    super();
    this.outer = outer;
    this.inner = inner;
  }

  override eq(other: PilcrowWidget): boolean {
    return JSON.stringify([this.outer, this.inner]) === JSON.stringify([other.outer, other.inner]);
  }

  override toDOM(): HTMLElement {
    const outer = document.createElement('span');
    const inner = document.createElement('span');
    for (const [name, value] of Object.entries(this.outer)) outer.setAttribute(name, value);
    for (const [name, value] of Object.entries(this.inner)) inner.setAttribute(name, value);
    outer.append(inner);
    return outer;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

type Ranges = { outer: Range<Decoration>[]; inner: Range<Decoration>[]; replaced: Range<Decoration>[] };

const drawBracket = (
  into: Ranges,
  bracket: Bracket,
  layout: Layout,
  edited: Edited,
  current: boolean,
): void => {
  for (const fragment of fragmentsOf(layout.text, bracket)) {
    const outer = outerAttributes(bracket, fragment, current);
    const inner = innerAttributes(bracket, edited);
    if (fragment.from === fragment.to) {
      const widget = new PilcrowWidget(outer, inner);
      into.inner.push(Decoration.widget({ widget, side: 1 }).range(fragment.from));
      continue;
    }
    into.outer.push(Decoration.mark({ attributes: outer }).range(fragment.from, fragment.to));
    into.inner.push(Decoration.mark({ attributes: inner }).range(fragment.from, fragment.to));
  }
};

const draw = (layout: Layout, current: string | null, edited: Edited): Drawn => {
  const ranges: Ranges = { outer: [], inner: [], replaced: [] };
  for (const bracket of layout.brackets)
    drawBracket(ranges, bracket, layout, edited, bracket.key === current);
  for (const { from, to } of layout.hidden) ranges.replaced.push(Decoration.replace({}).range(from, to));
  for (const chip of layout.chips)
    ranges.replaced.push(
      Decoration.replace({ widget: new ChipWidget(chip, edited) }).range(chip.from, chip.to),
    );
  return {
    layout,
    current,
    outer: Decoration.set(ranges.outer, true),
    inner: Decoration.set(ranges.inner, true),
    replaced: Decoration.set(ranges.replaced, true),
  };
};

const touches = (span: Span, from: number, to: number): boolean => from <= span.to && to >= span.from;

/** What is new everywhere but at `keep`, where what there was stays. */
const spliced = (before: DecorationSet, after: DecorationSet, keep: Span): DecorationSet => {
  const kept: Range<Decoration>[] = [];
  before.between(keep.from, keep.to, (from, to, value) => {
    kept.push(value.range(from, to));
  });
  return after.update({
    filter: (from, to) => !touches(keep, from, to) && !kept.some((each) => from < each.to && to > each.from),
    add: kept,
    sort: true,
  });
};

const mappedSpan = <T extends Span>(span: T, tr: Transaction): T => ({
  ...span,
  from: tr.changes.mapPos(span.from, 1),
  to: tr.changes.mapPos(span.to, -1),
});

/** Between a change and the layout that follows from it, what there was moves along. */
const mapped = (drawn: Drawn, tr: Transaction): Drawn => ({
  ...drawn,
  layout: {
    ...drawn.layout,
    brackets: drawn.layout.brackets.map((bracket) => mappedSpan(bracket, tr)),
    hidden: drawn.layout.hidden.map((span) => mappedSpan(span, tr)),
    chips: drawn.layout.chips.map((chip) => mappedSpan(chip, tr)),
  },
  outer: drawn.outer.map(tr.changes),
  inner: drawn.inner.map(tr.changes),
  replaced: drawn.replaced.map(tr.changes),
});

const nothing: Drawn = {
  layout: emptyLayout,
  current: null,
  outer: RangeSet.empty,
  inner: RangeSet.empty,
  replaced: RangeSet.empty,
};

const drawnField = StateField.define<Drawn>({
  create: (state) => {
    const edited = state.facet(editedFacet);
    return edited === null ? nothing : draw(layoutNow(edited), null, edited);
  },
  update: (before, tr) => {
    const edited = tr.state.facet(editedFacet);
    let drawn = tr.docChanged ? mapped(before, tr) : before;
    if (edited === null) return drawn;
    for (const effect of tr.effects) {
      if (effect.is(setCurrent) && effect.value !== drawn.current) {
        const fresh = draw(drawn.layout, effect.value, edited);
        drawn = { ...drawn, current: effect.value, outer: fresh.outer };
      }
      if (!effect.is(setLayout)) continue;
      const { layout, keep } = effect.value;
      const current = layout.brackets.some(({ key }) => key === drawn.current) ? drawn.current : null;
      const fresh = draw(layout, current, edited);
      drawn =
        keep === null
          ? fresh
          : {
              ...fresh,
              outer: spliced(drawn.outer, fresh.outer, keep),
              inner: spliced(drawn.inner, fresh.inner, keep),
              replaced: spliced(drawn.replaced, fresh.replaced, keep),
            };
    }
    return drawn;
  },
  provide: (field) => [
    // What comes first stands innermost: the outer mark has to hold all the others, and is cut by none of them.
    EditorView.decorations.from(field, (drawn) => drawn.replaced),
    Prec.low(EditorView.decorations.from(field, (drawn) => drawn.inner)),
    Prec.lowest(EditorView.decorations.from(field, (drawn) => drawn.outer)),
    EditorView.atomicRanges.of((view) => view.state.field(field).replaced),
  ],
});

export const layoutOf = (state: EditorState): Layout => state.field(drawnField, false)?.layout ?? emptyLayout;

export const currentBracket = (state: EditorState): Bracket | null => {
  const drawn = state.field(drawnField, false);
  return drawn?.layout.brackets.find(({ key }) => key === drawn.current) ?? null;
};

export const brackets: Extension = drawnField;
