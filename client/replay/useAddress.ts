// The address names the moment: it follows once one rests at a moment, and leads to another where a link was pressed.
import { useEffect, useRef } from 'react';
import { useNavigationType, useSearchParams } from 'react-router';
import type { Playback } from './playback.ts';
import { seqAsked } from './playing.ts';
import { usePlaying } from './useReplay.ts';

/** Browsers count how often a page changes its address. */
const REST = 400;

export const useAddress = (playback: Playback): void => {
  const [search, setSearch] = useSearchParams();
  const { seq, isPlaying } = usePlaying(playback);
  const asked = search.get('at');
  const type = useNavigationType();
  const heard = useRef(asked);
  useEffect(() => {
    // What this page itself wrote may come back late, when one is somewhere else already.
    if (type === 'REPLACE' || asked === heard.current) return;
    heard.current = asked;
    const to = seqAsked(asked, playback.course.chronicle.at);
    if (to === null) return;
    playback.pause();
    playback.go(to);
  }, [asked, type, playback]);
  useEffect(() => {
    if (isPlaying) return undefined;
    const rest = setTimeout(() => {
      if (seqAsked(heard.current, playback.course.chronicle.at) === seq) return;
      heard.current = String(seq);
      setSearch({ at: String(seq) }, { replace: true, preventScrollReset: true });
    }, REST);
    return () => clearTimeout(rest);
  }, [seq, isPlaying, playback, setSearch]);
};
