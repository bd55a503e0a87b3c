// The time, told anew every half minute: "expired" and "last here" come true while one looks.
import { useEffect, useState } from 'react';

const EVERY = 30_000;

export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY);
    return () => clearInterval(timer);
  }, []);
  return now;
};
