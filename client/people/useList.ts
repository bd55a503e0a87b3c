// A list that the server keeps: read at once, again every few seconds while the page is in view, whenever `stirred` changes
// (somebody came, a head said something), and when one has done something to it oneself.
import { useCallback, useEffect, useState } from 'react';
import type { Answered } from '../api.ts';

export type Listed<T> = { kind: 'asking' } | { kind: 'unreachable' } | { kind: 'read'; items: readonly T[] };

const AGAIN = 15_000;
/** Many things that happen at once are one reason to ask. */
const REST = 200;

export const useList = <T>(
  read: ((signal: AbortSignal) => Promise<Answered<readonly T[]>>) | null,
  stirred: unknown,
): { list: Listed<T>; again: () => void } => {
  const [list, setList] = useState<Listed<T>>({ kind: 'asking' });
  const [asked, ask] = useState(0);
  const again = useCallback(() => ask((count) => count + 1), []);
  useEffect(() => {
    if (read === null) return undefined;
    const gone = new AbortController();
    const once = async (): Promise<void> => {
      if (document.hidden) return;
      const answer = await read(gone.signal);
      if (gone.signal.aborted) return;
      setList((last) => {
        if (answer.ok) return { kind: 'read', items: answer.value };
        return last.kind === 'read' ? last : { kind: 'unreachable' };
      });
    };
    const soon = setTimeout(() => void once(), asked === 0 ? 0 : REST);
    const timer = setInterval(() => void once(), AGAIN);
    return () => {
      gone.abort();
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, [read, asked]);
  useEffect(() => again(), [stirred, again]);
  return { list, again };
};
