// A page with nothing but clause editors on it, on a table in memory: what a browser test drives.
import '../../../client/styles/tokens.css';
import '../../../client/styles/base.css';
import '@fontsource-variable/source-serif-4';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { EditorView } from '@codemirror/view';
import { EditorView as Editor } from '@codemirror/view';
import { layoutOf } from '../../../client/editor/brackets.ts';
import { BracketedText } from '../../../client/editor/BracketedText.tsx';
import { Editing } from '../../../client/editor/Editing.tsx';
import type { Bracket } from '../../../client/editor/layout.ts';
import { startI18n } from '../../../client/i18n/i18n.ts';
import { usePartyColours } from '../../../client/parties/colours.ts';
import type { Move } from '../../../shared/moves.ts';
import type { Presence } from '../../../shared/wire.ts';
import { CLAUSE, lay } from '../../support/laid-text.ts';
import type { Laid, Part } from '../../support/laid-text.ts';

type Harness = {
  laid: Laid | null;
  chosen: (string | null)[];
  left: string[];
  /** Lays a text and shows the editors of both heads, and what an observer reads. */
  start(parts: readonly Part[], others?: number): void;
  editor(party: 'drc' | 'us'): EditorView;
  /** Types for a party behind some words, as if from elsewhere. */
  remote(party: 'drc' | 'us', behind: string, words: string): void;
  brackets(party: 'drc' | 'us'): string[];
  move(seat: string, move: Move): string;
  carets(party: 'drc' | 'us', presences: [number, Presence][]): void;
  position(party: 'drc' | 'us'): string;
};

declare global {
  interface Window {
    harness: Harness;
  }
}

const root = createRoot(document.querySelector('#root')!);
let runs = 0;

const harness: Harness = {
  laid: null,
  chosen: [],
  left: [],
  start: (parts, others = 0) => {
    const laid = lay(parts, others);
    harness.laid = laid;
    harness.chosen = [];
    for (const view of laid.table.views)
      view.onWaiting = () => {
        setTimeout(() => laid.table.settle(), 5);
      };
    runs += 1;
    flushSync(() => root.render(<Page key={runs} laid={laid} others={others} />));
  },
  editor: (party) => {
    const dom = document.querySelector<HTMLElement>(`#${party} .cm-editor`);
    const editor = dom === null ? null : Editor.findFromDOM(dom);
    if (editor === null) throw new Error(`no editor of ${party} yet`);
    return editor;
  },
  remote: (party, behind, words) => {
    const text = harness.laid![party].text(CLAUSE, 'en');
    const at = text.toString().indexOf(behind);
    if (at < 0) throw new Error(`“${behind}” has not come to ${party}`);
    text.insert(at + behind.length, words);
  },
  brackets: (party) =>
    layoutOf(harness.editor(party).state).brackets.map(
      ({ parties, text }) => `${parties.join() || 'chair'}: ${text}`,
    ),
  move: (seat, move) => {
    const outcome = harness.laid!.table.log.move(seat, move);
    return outcome.ok ? 'ok' : outcome.code;
  },
  carets: (party, presences) => harness.laid![party].show(new Map(presences)),
  position: (party) => harness.laid!.table.position(CLAUSE, 'en', party),
};
window.harness = harness;

const onBracket = (bracket: Bracket | null): void => {
  harness.chosen.push(bracket?.text ?? null);
};

const Page = ({ laid, others }: { laid: Laid; others: number }) => {
  usePartyColours(laid.chair.snapshot().state.board?.parties);
  return (
    <main style={{ maxWidth: '62ch', margin: '40px auto', background: 'var(--paper)', padding: 30 }}>
      <h1>Article 5</h1>
      {(['us', 'drc'] as const).map((party) => (
        <section key={party} id={party} aria-label={party} style={{ marginBottom: 40 }}>
          <Editing
            view={laid[party]}
            clause={CLAUSE}
            lang="en"
            ariaLabel={`Text of article 5 for ${party}`}
            onBracket={onBracket}
            onLeave={(direction) => harness.left.push(direction)}
          />
        </section>
      ))}
      <section id="static" aria-label="observer" style={{ marginBottom: 40 }}>
        <BracketedText view={laid.chair} clause={CLAUSE} lang="en" onBracket={onBracket} />
      </section>
      {Array.from({ length: others }, (_, i) => (
        <section key={`b${String(i)}`} aria-label={`Article b${String(i)}`} style={{ marginBottom: 40 }}>
          {(['en', 'fr'] as const).map((lang) => (
            <Editing
              key={lang}
              view={laid.us}
              clause={`b${String(i)}`}
              lang={lang}
              ariaLabel={`Text of article b${String(i)}, ${lang}`}
            />
          ))}
        </section>
      ))}
    </main>
  );
};

startI18n();
