// The private drafts of whoever sits here, handed down the page to every article; null for those who only watch.
import { createContext, useContext } from 'react';
import type { DraftStore } from '../drafts/store.ts';

const DraftsContext = createContext<DraftStore | null>(null);

export const DraftsProvider = DraftsContext.Provider;
export const useDrafts = (): DraftStore | null => useContext(DraftsContext);
