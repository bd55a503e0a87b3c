// A list that the server keeps: read at once, again every few seconds while the page is in view, whenever `stirred` changes
// (somebody came, a head said something), and when one has done something to it oneself.
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Answered } from '../api.ts';

export type Listed<T> = { kind: 'asking' } | { kind: 'unreachable' } | { kind: 'read'; items: readonly T[] };

const AGAIN = 15_000;
/** Many things that happen at once are one reason to ask. */
const REST = 120;
/** Who comes is told to the table before or after they count as here: one looks again once that is over. */
const SETTLED = 1500;

export const useList = <T>(
  read: (signal: AbortSignal) => Promise<Answered<readonly T[]>>,
  stirred: unknown,
): { list: Listed<T>; again: () => void } => {
  const [list, setList] = useState<Listed<T>>({ kind: 'asking' });
  const [asked, ask] = useState(0);
  const again = useCallback(() => ask((count) => count + 1), []);
  // Another object for every reason to ask.
  const asking = useMemo(() => ({ read, asked, stirred }), [read, asked, stirred]);
  useEffect(() => {
    const gone = new AbortController();
    const once = async (): Promise<void> => {
      if (document.hidden) return;
      const answer = await asking.read(gone.signal);
      if (gone.signal.aborted) return;
      setList((last) => {
        if (answer.ok) return { kind: 'read', items: answer.value };
        return last.kind === 'read' ? last : { kind: 'unreachable' };
      });
    };
    const soon = setTimeout(() => void once(), REST);
    const later = setTimeout(() => void once(), SETTLED);
    const timer = setInterval(() => void once(), AGAIN);
    const seen = (): void => void once();
    document.addEventListener('visibilitychange', seen);
    return () => {
      gone.abort();
      clearTimeout(soon);
      clearTimeout(later);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [asking]);
  return { list, again };
};
