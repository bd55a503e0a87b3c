// This browser's witness of the log, handed down the page; null where a past moment or nothing live is shown.
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Testimony, Witness } from '../session/witness.ts';

const WitnessContext = createContext<Witness | null>(null);

export const WitnessProvider = WitnessContext.Provider;

const WAITING: Testimony = { kind: 'waiting' };
const never = (): (() => void) => () => undefined;

export const useTestimony = (): { testimony: Testimony; accept: () => void } => {
  const witness = useContext(WitnessContext);
  const testimony = useSyncExternalStore(
    witness === null ? never : (listener) => witness.subscribe(listener),
    () => witness?.testimony ?? WAITING,
  );
  return { testimony, accept: () => witness?.accept() };
};
