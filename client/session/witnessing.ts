// How a page's witness comes to see the log: a seat that acts is told of every row's hash; one that watches asks for it.
import type { Api } from '../api.ts';
import { recall, remember } from '../ui/memory.ts';
import { systemClock } from './clock.ts';
import type { Connection, TableView } from './view.ts';
import { Witness } from './witness.ts';

const ASK_MS = 60_000;

/** A witness of this view's log, for as long as the page stands; `close` ends it. */
export const witnessOf = (view: TableView, api: Api): Witness => {
  const { board } = view;
  const key = `paraph-seen:${board}:${view.snapshot().seat.id}`;
  const witness = new Witness({
    clock: systemClock,
    recall: () => recall(key),
    remember: (value) => remember(key, value),
    rows: async (from) => {
      const piece = await api.log(board, from);
      return piece.ok ? piece.value.bytes : null;
    },
  });
  const stops = [view.acts === null ? asking(view, witness, api) : following(view, witness)];
  const close = witness.close.bind(witness);
  witness.close = () => {
    for (const stop of stops) stop();
    close();
  };
  return witness;
};

/** Every new snapshot of a live table says where the log is; after a break it has to be shown anew. */
const following = (view: TableView, witness: Witness): (() => void) => {
  let was: Connection['kind'] = view.snapshot().connection.kind;
  const look = (): void => {
    const { connection, seq, hash } = view.snapshot();
    if (was === 'live' && connection.kind !== 'live') witness.doubt();
    was = connection.kind;
    if (connection.kind === 'live' && hash !== undefined) witness.see({ seq, hash });
  };
  look();
  return view.subscribe(look);
};

const asking = (view: TableView, witness: Witness, api: Api): (() => void) => {
  const ask = (): void => {
    if (document.visibilityState === 'hidden') return;
    witness.doubt();
    void api.head(view.board).then((head) => {
      if (head.ok) witness.see(head.value);
    });
  };
  ask();
  const timer = setInterval(ask, ASK_MS);
  return () => clearInterval(timer);
};
