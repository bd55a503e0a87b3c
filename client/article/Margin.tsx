// The margin beside a text: who is drafting, and what is chosen; each note at its line. Nothing here lies on the text and
// nothing moves it. Where there is no room beside the text the notes stand in a strip along its foot.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useEscape } from './useEscape.ts';

export type Note = {
  key: string;
  /** Pixels from the top of the text to the line it is about; asked once the text is on the page. */
  top: () => number;
  content: ReactNode;
};

const APART = 10;

/** Where the notes come to lie: at their lines, but below one another. By key, in pixels. */
const settle = (margin: HTMLElement, notes: readonly Note[]): ReadonlyMap<string, number> => {
  const wanted = notes
    .map((note, index) => ({ key: note.key, top: note.top(), element: margin.children[index] }))
    .sort((a, b) => a.top - b.top);
  const tops = new Map<string, number>();
  let free = 0;
  for (const { key, top, element } of wanted) {
    const at = Math.max(top, free);
    tops.set(key, at);
    free = at + (element instanceof HTMLElement ? element.offsetHeight : 0) + APART;
  }
  return tops;
};

const same = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([key, top]) => b.get(key) === top);

const useTops = (
  margin: RefObject<HTMLElement | null>,
  notes: readonly Note[],
): ReadonlyMap<string, number> => {
  const [tops, setTops] = useState<ReadonlyMap<string, number>>(new Map());
  // After every drawing: the notes may have grown, and their lines may have moved.
  useLayoutEffect(() => {
    const element = margin.current;
    if (element === null) return undefined;
    const lay = (): void =>
      setTops((before) => {
        const next = settle(element, notes);
        return same(before, next) ? before : next;
      });
    lay();
    const watch = new ResizeObserver(lay);
    for (const child of element.children) watch.observe(child);
    return () => watch.disconnect();
  });
  return tops;
};

export const Margin = ({
  notes,
  label,
  byKey,
  onEscape,
}: {
  notes: readonly Note[];
  label: string;
  /** What was last chosen by key, if anything: the focus follows it into the margin. */
  byKey: string | null;
  onEscape: () => void;
}) => {
  const margin = useRef<HTMLElement | null>(null);
  const tops = useTops(margin, notes);
  useEscape(margin, onEscape);
  useEffect(() => {
    if (byKey !== null) margin.current?.querySelector<HTMLElement>('button')?.focus();
  }, [byKey]);
  return (
    <section className={`margin ${notes.length === 0 ? 'bare' : ''}`} aria-label={label} ref={margin}>
      {notes.map((note) => (
        <div key={note.key} className="margin-place" style={{ top: `${String(tops.get(note.key) ?? 0)}px` }}>
          {note.content}
        </div>
      ))}
    </section>
  );
};
