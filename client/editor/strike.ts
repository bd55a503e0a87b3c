// Turns the deletion of words that are not one's own to delete into strikes, before it happens: whatever a hand, a
// browser or an input method does to the text, the document changes only by what this seat may really change.
import { EditorState, Prec, StateEffect, Transaction } from '@codemirror/state';
import type { ChangeSet, Extension, StateEffect as Effect, TransactionSpec } from '@codemirror/state';
import { EditorView, ViewPlugin } from '@codemirror/view';
import type { ViewUpdate } from '@codemirror/view';
import { ySyncAnnotation } from 'y-codemirror.next';
import { cleanTyped, flawOf } from '../../shared/gate/text-rules.ts';
import type { Range } from '../../shared/ids.ts';
import { indexOfParty } from '../../shared/state.ts';
import { layoutOf } from './brackets.ts';
import { editedFacet, placedNow } from './edited.ts';
import type { Edited } from './edited.ts';
import { planOf } from './strike-plan.ts';
import { shownOf, withheld } from './withheld.ts';
import type { Edit, Manner, Plan, Scene, Words } from './strike-plan.ts';

/** The own party no longer includes these words. */
export const strikeEffect = StateEffect.define<readonly Words[]>();
/** The own party includes these words from now on. */
export const adoptEffect = StateEffect.define<readonly Words[]>();

export const rangesOf = (words: readonly Words[]): Range[] =>
  words.map(({ client, clock, text }): Range => [client, clock, text.length]);

export const isRemote = (tr: Transaction): boolean => tr.annotation(ySyncAnnotation) !== undefined;

/** An edit as it was given, and what it becomes. */
type Made = Edit & { readonly fromB: number; readonly toB: number; readonly plan: Plan };

/** A composition is cleaned only of what no text may hold: rewriting what it composes would end it. */
const cleaned = (text: string, tr: Transaction): string =>
  tr.isUserEvent('input.type.compose') && flawOf(text) === null ? text : cleanTyped(text);

const sceneOf = (tr: Transaction, edited: Edited): Scene | null => {
  const state = tr.startState;
  const held = withheld(state);
  const inDocument = placedNow(edited);
  if ((inDocument.at(-1)?.to ?? 0) !== (held?.newLength ?? state.doc.length)) return null;
  const placed = held === null ? inDocument : shownOf(inDocument, held);
  const { acts } = edited.table;
  return {
    doc: state.doc,
    placed,
    whole: layoutOf(state).chips,
    own: edited.own,
    index: indexOfParty(edited.table.snapshot().state, edited.own),
    mayDelete: (client, clock) => acts?.mayDelete(edited.clause, client, clock) ?? false,
    clean: (text) => cleaned(text, tr),
  };
};

const mannerOf = (tr: Transaction, edit: Edit): Manner => {
  const { main } = tr.startState.selection;
  if (!main.empty && main.from === edit.from && main.to === edit.to) return 'selection';
  return tr.isUserEvent('input.type') ? 'rewrite' : 'plain';
};

const editsOf = (tr: Transaction): (Edit & { fromB: number; toB: number })[] => {
  const edits: (Edit & { fromB: number; toB: number })[] = [];
  tr.changes.iterChanges((from, to, fromB, toB, inserted) => {
    edits.push({ from, to, fromB, toB, insert: inserted.sliceString(0, inserted.length, '\n') });
  }, true);
  return edits;
};

/** Where a place of the transaction as it was given lies after the one that takes its place. */
const movedTo = (at: number, tr: Transaction, made: readonly Made[], changes: ChangeSet): number => {
  const edit = made.find(({ fromB, toB }) => fromB <= at && at <= toB);
  if (edit === undefined) return changes.mapPos(tr.changes.invertedDesc.mapPos(at, 1), 1);
  const { plan, insert } = edit;
  const start = changes.mapPos(plan.insert.at, -1);
  if (insert !== '') {
    const { length } = plan.insert.text;
    return at === edit.toB
      ? start + length + plan.after
      : start + Math.max(0, Math.min(length, at - edit.fromB + plan.shift));
  }
  // Deleting backwards walks back over what stays, everything else ends behind it.
  return tr.isUserEvent('delete.backward')
    ? changes.mapPos(plan.span.from, -1)
    : changes.mapPos(plan.span.to, 1);
};

const isAsGiven = (made: readonly Made[], tr: Transaction): boolean =>
  tr.docChanged &&
  made.every(
    ({ plan, from, to, insert }) =>
      plan.strikes.length === 0 &&
      plan.span.from === from &&
      plan.span.to === to &&
      plan.shift === 0 &&
      plan.insert.text === insert &&
      (insert === '' || plan.insert.at === from) &&
      plan.deletes.reduce((sum, cut) => sum + cut.to - cut.from, 0) === to - from,
  );

const rewritten = (tr: Transaction, made: readonly Made[]): TransactionSpec => {
  const state = tr.startState;
  const changes = state.changes(
    made.flatMap(({ plan }) => [
      ...plan.deletes.map(({ from, to }) => ({ from, to })),
      ...(plan.insert.text === '' ? [] : [{ from: plan.insert.at, insert: plan.insert.text }]),
    ]),
  );
  const strikes = made.flatMap(({ plan }) => plan.strikes);
  const effects: Effect<unknown>[] = [...tr.effects];
  if (strikes.length > 0) {
    effects.push(strikeEffect.of(strikes));
    const words = strikes.map(({ text }) => text).join('');
    const phrases = state.facet(editedFacet)?.phrases;
    if (phrases !== undefined && words.trim() !== '')
      effects.push(EditorView.announce.of(phrases.bracketed(words.trim())));
  }
  const event = tr.annotation(Transaction.userEvent);
  const spec: TransactionSpec = { changes, effects, scrollIntoView: tr.scrollIntoView };
  if (event !== undefined) spec.userEvent = event;
  // Cutting says nothing of the selection, since it would be gone.
  const collapses = !tr.startState.selection.main.empty && tr.newSelection.main.empty;
  if (tr.selection !== undefined || collapses) {
    const { anchor, head } = tr.newSelection.main;
    const place = (at: number): number => movedTo(at, tr, made, changes);
    spec.selection = { anchor: place(anchor), head: place(head) };
  }
  return spec;
};

const filter = EditorState.transactionFilter.of((tr) => {
  if (!tr.docChanged || isRemote(tr)) return tr;
  const edited = tr.startState.facet(editedFacet);
  if (edited === null || edited.table.acts === null || tr.startState.readOnly) return [];
  const scene = sceneOf(tr, edited);
  if (scene === null) return [];
  const made = editsOf(tr).map((edit): Made => ({ ...edit, plan: planOf(scene, edit, mannerOf(tr, edit)) }));
  return isAsGiven(made, tr) ? tr : rewritten(tr, made);
});

/** Tells the table, before the text that goes with it is written into the document. */
const telling = ViewPlugin.define(() => ({
  update(update: ViewUpdate) {
    const edited = update.state.facet(editedFacet);
    if (edited === null) return;
    const { table, clause, lang } = edited;
    for (const effect of update.transactions.flatMap((tr) => tr.effects)) {
      if (effect.is(strikeEffect)) table.acts?.strike(clause, lang, rangesOf(effect.value));
      else if (effect.is(adoptEffect)) table.acts?.adopt(clause, lang, rangesOf(effect.value));
    }
  },
}));

export const strike: Extension = [filter, Prec.high(telling)];
