// How seats are given here, asked once; asked again every few seconds while nobody answers.
import { useEffect, useState } from 'react';
import type { SessionAnswer } from '../../shared/invitations.ts';
import { askSession } from '../people/routes.ts';

export type Entry = { kind: 'asking' } | { kind: 'unreachable' } | { kind: 'known'; session: SessionAnswer };

const AGAIN = 4000;

export const useEntry = (): Entry => {
  const [entry, setEntry] = useState<Entry>({ kind: 'asking' });
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await askSession(gone.signal);
      if (gone.signal.aborted) return;
      setEntry(answer.ok ? { kind: 'known', session: answer.value } : { kind: 'unreachable' });
      if (!answer.ok) timer = setTimeout(() => void ask(), AGAIN);
    };
    void ask();
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, []);
  return entry;
};
