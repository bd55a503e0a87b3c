// A thin bar beside every line on which a delegation has words of its own: one's own at the left edge of the text, the other
// side's at the right. So the eye finds what is open before it reads.
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { PartyId } from '../../shared/board.ts';

type Bar = { party: string; top: number; height: number };

/** Lines of a long text that nobody is near are not set (`theme.css`), and asking where they are would have them set. */
const isSet = (line: Element): boolean =>
  line.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) ?? false;

const bracketsIn = (text: HTMLElement): HTMLElement[] =>
  text.querySelector('.clause-text.long') === null
    ? [...text.querySelectorAll<HTMLElement>('[data-bracket]')]
    : [...text.querySelectorAll('.cm-line')].flatMap((line) =>
        isSet(line) ? [...line.querySelectorAll<HTMLElement>('[data-bracket]')] : [],
      );

const barsIn = (text: HTMLElement): Bar[] => {
  const { top } = text.getBoundingClientRect();
  const bars: Bar[] = [];
  for (const bracket of bracketsIn(text)) {
    const party = bracket.dataset['party'] ?? '';
    for (const rect of bracket.getClientRects()) {
      if (rect.width === 0) continue;
      const bar = { party, top: Math.round(rect.top - top), height: Math.round(rect.height) };
      const last = bars.findLast((each) => each.party === party);
      // Fragments of one line are one bar, and so are lines that follow one another.
      if (last !== undefined && bar.top - (last.top + last.height) < bar.height * 0.6 && bar.top >= last.top)
        last.height = Math.max(last.height, bar.top + bar.height - last.top);
      else bars.push(bar);
    }
  }
  return bars;
};

const sameBars = (a: readonly Bar[], b: readonly Bar[]): boolean =>
  a.length === b.length &&
  a.every((bar, i) => bar.party === b[i]?.party && bar.top === b[i]?.top && bar.height === b[i]?.height);

/** `version` grows when the text has changed. */
export const ChangeBars = ({
  text,
  near,
  version,
}: {
  text: RefObject<HTMLElement | null>;
  /** The party whose bars stand at the left. */
  near: PartyId | undefined;
  version: number;
}) => {
  const [bars, setBars] = useState<readonly Bar[]>([]);
  // The version stands for the text, whose brackets are read off the page.
  useEffect(() => {
    const element = text.current;
    if (element === null) return undefined;
    let frame = 0;
    const read = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const next = barsIn(element);
        setBars((before) => (sameBars(before, next) ? before : next));
      });
    };
    read();
    const watch = new ResizeObserver(read);
    watch.observe(element);
    // A line has come near, or is left behind.
    element.addEventListener('contentvisibilityautostatechange', read);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('contentvisibilityautostatechange', read);
      watch.disconnect();
    };
    // eslint-disable-next-line react/exhaustive-effect-dependencies
  }, [text, version]);
  return (
    <div className="change-bars" aria-hidden="true">
      {bars.map((bar) => (
        <span
          key={`${bar.party}-${String(bar.top)}`}
          className={bar.party === near ? 'near' : 'far'}
          data-party={bar.party}
          style={{ top: `${String(bar.top)}px`, height: `${String(bar.height)}px` }}
        />
      ))}
    </div>
  );
};
