// Small things that this browser remembers. One that may not store anything (private windows, full disks) still works:
// it only asks again next time.

/** What was remembered under the key, or null; for the life of the browser, or with `session` that of the tab. */
export const recall = (key: string, where: 'browser' | 'tab' = 'browser'): string | null => {
  try {
    return storage(where).getItem(key);
  } catch {
    return null;
  }
};

export const remember = (key: string, value: string | null, where: 'browser' | 'tab' = 'browser'): void => {
  try {
    if (value === null) storage(where).removeItem(key);
    else storage(where).setItem(key, value);
  } catch {
    // The program works without: what was not remembered is asked again.
  }
};

const storage = (where: 'browser' | 'tab'): Storage => (where === 'tab' ? sessionStorage : localStorage);
