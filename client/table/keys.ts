// The keys of the page. The editor has its own; none of these takes a key from somebody who is writing.
import { useEffect, useRef } from 'react';

export type PageActs = {
  help: () => void;
  next: () => void;
  previous: () => void;
  table: () => void;
  positions: () => void;
  file: () => void;
  history: () => void;
  contents: () => void;
};

const SINGLE: Readonly<Record<string, keyof PageActs>> = {
  '?': 'help',
  j: 'next',
  ']': 'next',
  k: 'previous',
  '[': 'previous',
};
const AFTER_G: Readonly<Record<string, keyof PageActs>> = {
  t: 'table',
  p: 'positions',
  f: 'file',
  h: 'history',
  a: 'contents',
};
/** How long after `g` the second key still counts, in milliseconds. */
const SEQUENCE = 1200;

/**
 * What the keys pressed so far mean.
 * @param since milliseconds since the last `g`, or null where there was none
 */
export const actOfKey = (key: string, since: number | null): keyof PageActs | null => {
  if (since !== null && since <= SEQUENCE) return AFTER_G[key] ?? null;
  return SINGLE[key] ?? null;
};

/** Whether keys are somebody's writing, or belong to a dialog or a menu that is open. */
const isTaken = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
  ) !== null;

export const useKeys = (acts: PageActs): void => {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    let pressedG: number | null = null;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target))
        return;
      const since = pressedG === null ? null : event.timeStamp - pressedG;
      pressedG = event.key === 'g' ? event.timeStamp : null;
      const act = actOfKey(event.key, since);
      if (act === null) return;
      event.preventDefault();
      latest.current[act]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
};
