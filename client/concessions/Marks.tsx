// Marks on a chart, each a link to its moment. The chart is one stop of the tab key; arrow keys go from mark to mark. A
// finger cannot point without pressing: what it touches is said first, and leads where it is touched again.
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';

export type Mark = {
  key: string;
  /** Where it leads. */
  to: string;
  /** What a screen reader says, and who points at it sees. */
  name: string;
  /** The place that it takes, drawn by whoever makes it; in the chart's own measures. */
  shape: ReactNode;
};

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export const Marks = ({
  label,
  marks,
  onShow,
  onTouch,
}: {
  label: string;
  marks: readonly Mark[];
  /** One that is pointed at, or has the focus. */
  onShow?: (mark: Mark | null) => void;
  /** One that a finger touches; where it is left out, it leads at once. */
  onTouch?: (mark: Mark) => void;
}) => {
  const navigate = useNavigate();
  const [current, setCurrent] = useState(0);
  const group = useRef<SVGGElement>(null);
  const isFirstTouch = useRef(false);
  const stop = Math.min(current, Math.max(0, marks.length - 1));
  const goTo = (index: number): void => {
    const next = Math.max(0, Math.min(marks.length - 1, index));
    setCurrent(next);
    group.current?.querySelectorAll('a').item(next).focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined) goTo(stop + step);
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(marks.length - 1);
    else return;
    event.preventDefault();
  };
  return (
    // In a drawing there is no other element for a group.
    // eslint-disable-next-line jsx-a11y/prefer-tag-over-role
    <g ref={group} role="group" aria-label={label} onKeyDown={onKeyDown}>
      {marks.map((mark, index) => (
        <a
          key={mark.key}
          href={mark.to}
          className="mark"
          aria-label={mark.name}
          tabIndex={index === stop ? 0 : -1}
          onFocus={() => {
            setCurrent(index);
            onShow?.(mark);
          }}
          onPointerEnter={({ pointerType }) => {
            if (pointerType !== 'touch') onShow?.(mark);
          }}
          onPointerDown={({ pointerType, currentTarget }) => {
            isFirstTouch.current = pointerType === 'touch' && document.activeElement !== currentTarget;
          }}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            // A key's click counts no press.
            if (onTouch === undefined || !isFirstTouch.current || event.detail === 0)
              return void navigate(mark.to);
            event.currentTarget.focus({ preventScroll: true });
            onTouch(mark);
          }}
        >
          {mark.shape}
        </a>
      ))}
    </g>
  );
};
