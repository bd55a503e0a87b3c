// Undo and redo of one clause's text: feeds the history with what was done by hand, and carries out what it answers.
import { Transaction } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, ViewPlugin, keymap } from '@codemirror/view';
import type { Command, ViewUpdate } from '@codemirror/view';
import { ySyncFacet } from 'y-codemirror.next';
import type * as Y from 'yjs';
import { IdSet } from '../../shared/ids.ts';
import { editedFacet } from './edited.ts';
import type { Edited } from './edited.ts';
import { History } from './history.ts';
import type { Burst, Standing } from './history.ts';
import { carryOut, doneBy } from './reversal.ts';
import type { Done } from './reversal.ts';
import type { Words } from './strike-plan.ts';
import { adoptEffect, isRemote, rangesOf, strikeEffect } from './strike.ts';
import { clauseOf, indexOfParty, partiesOf } from '../../shared/state.ts';
import { includes } from '../../shared/text/position.ts';

/** What could be done to characters now, one by one. */
export const standingOf = (edited: Edited): Standing => {
  const { table, clause, text, own } = edited;
  const { state } = table.snapshot();
  const found = clauseOf(state, clause);
  const party = own !== null && partiesOf(state).includes(own) ? own : null;
  const has = (client: number, clock: number): boolean =>
    party !== null && found !== undefined && includes(state, found, party, client, clock);
  return {
    text,
    index: indexOfParty(state, party),
    lacks: (client, clock) => party !== null && !has(client, clock),
    fate: (client, clock) => {
      if (table.acts?.mayDelete(clause, client, clock) === true) return 'delete';
      return has(client, clock) ? 'strike' : 'leave';
    },
  };
};

export const burstOf = (tr: Transaction): Burst => {
  if (tr.isUserEvent('input.type')) return 'type';
  if (tr.isUserEvent('delete.backward')) return 'backward';
  return tr.isUserEvent('delete.forward') ? 'forward' : 'other';
};

/** The words that a transaction strikes and adopts. */
export const actsIn = (tr: Transaction): { struck: readonly Words[]; adopted: readonly Words[] } => ({
  struck: tr.effects.flatMap((effect) => (effect.is(strikeEffect) ? effect.value : [])),
  adopted: tr.effects.flatMap((effect) => (effect.is(adoptEffect) ? effect.value : [])),
});

class HistoryPlugin {
  readonly history = new History();
  readonly #text: Y.Text | null;
  readonly #observer: (event: Y.YTextEvent, tr: Y.Transaction) => void;
  #done: Done = { inserted: null, deleted: [] };

  constructor(view: EditorView) {
    const text = view.state.facet(editedFacet)?.text ?? null;
    const origin = view.state.facet(ySyncFacet);
    this.#text = text;
    this.#observer = (_event, tr) => {
      if (text !== null && tr.origin === origin) this.#done = doneBy(tr, text);
    };
    text?.observe(this.#observer);
  }

  // Comes after the binding, so what the update did is in the document by now, and observed.
  update(update: ViewUpdate): void {
    const done = this.#done;
    this.#done = { inserted: null, deleted: [] };
    if (update.state.readOnly && !update.startState.readOnly) this.history.clear();
    for (const tr of update.transactions) if (!isRemote(tr)) this.#take(tr, done);
  }

  #take(tr: Transaction, done: Done): void {
    const { struck, adopted } = actsIn(tr);
    const moved = !tr.docChanged && !tr.startState.selection.eq(tr.newSelection);
    if (moved && struck.length === 0) this.history.close();
    const removed = [...done.deleted, ...struck];
    const came = IdSet.of(rangesOf(adopted));
    const added = done.inserted === null ? came : came.with([done.inserted]);
    const at = tr.annotation(Transaction.time) ?? 0;
    this.history.record(added, removed, burstOf(tr), at, struck.length > 0);
  }

  destroy(): void {
    this.#text?.unobserve(this.#observer);
  }
}

const plugin = ViewPlugin.fromClass(HistoryPlugin);

const reverse =
  (which: 'undo' | 'redo'): Command =>
  (view) => {
    const edited = view.state.facet(editedFacet);
    const history = view.plugin(plugin)?.history;
    // A composition owns the text it composes: taking back has to wait for it.
    if (edited === null || history === undefined || view.compositionStarted) return true;
    if (view.state.readOnly) return true;
    const standing = standingOf(edited);
    const reversal = which === 'undo' ? history.undo(standing) : history.redo(standing);
    if (reversal === null) return true;
    const { done, caret } = carryOut(edited, reversal);
    history.reversed(which, done.inserted, [...done.deleted, ...reversal.strikes], reversal.adopts);
    view.dispatch({ selection: { anchor: caret }, scrollIntoView: true, userEvent: which });
    return true;
  };

export const undo: Command = reverse('undo');
export const redo: Command = reverse('redo');

export const undoing: Extension = [
  plugin,
  keymap.of([
    { key: 'Mod-z', run: undo, preventDefault: true },
    { key: 'Mod-y', mac: 'Mod-Shift-z', run: redo, preventDefault: true },
    { key: 'Mod-Shift-z', run: redo, preventDefault: true },
  ]),
  EditorView.domEventHandlers({
    beforeinput: (event, view) => {
      if (event.inputType === 'historyUndo') return undo(view);
      return event.inputType === 'historyRedo' ? redo(view) : false;
    },
  }),
];
