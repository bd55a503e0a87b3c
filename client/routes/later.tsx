// A page whose code is fetched when somebody comes to its address. By hand, not by `lazy`: React shows what stood behind a
// fallback only a third of a second after the fallback, so that nothing flickers, and these are here sooner.
import { useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { Waiting } from './Waiting.tsx';

type Fetched =
  { kind: 'waiting' } | { kind: 'here'; Page: ComponentType } | { kind: 'failed'; error: unknown };

/** @param fetchPage is called once, when the page is first shown */
export const later = (fetchPage: () => Promise<ComponentType>): (() => ReactNode) => {
  let fetched: Fetched = { kind: 'waiting' };
  let asked: Promise<void> | null = null;
  const ask = (): Promise<void> =>
    (asked ??= fetchPage().then(
      (Page) => {
        fetched = { kind: 'here', Page };
      },
      (error: unknown) => {
        fetched = { kind: 'failed', error };
      },
    ));
  return () => {
    const [now, show] = useState(() => {
      void ask();
      return fetched;
    });
    const isWaiting = now.kind === 'waiting';
    useEffect(() => {
      let gone = false;
      if (isWaiting)
        void ask().then(() => {
          if (!gone) show(fetched);
        });
      return () => {
        gone = true;
      };
    }, [isWaiting]);
    switch (now.kind) {
      case 'waiting':
        return <Waiting />;
      case 'here':
        return <now.Page />;
      case 'failed':
        throw now.error;
    }
  };
};
