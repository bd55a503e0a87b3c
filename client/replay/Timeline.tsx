// The timeline: who did how much when, the sittings, where one is. One scrubs by pointer or by keys.
import { memo, useMemo, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { PartyId } from '../../shared/board.ts';
import { formatOrdinal } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { useTranslation } from 'react-i18next';
import type { Course } from './course.ts';
import type { Playback, Playing } from './playback.ts';
import { HEIGHT, WIDTH, ticksOf } from './ticks.ts';

const Drawing = memo(({ course, parties }: { course: Course; parties: readonly PartyId[] }) => {
  const ticks = useMemo(() => ticksOf(course, parties), [course, parties]);
  const draw = (paths: ReadonlyMap<PartyId | null, string>, className: string) =>
    [...paths].map(([party, d]) => (
      <path key={party ?? 'chair'} className={className} data-party={party ?? 'chair'} d={d} />
    ));
  return (
    <svg
      className="ticks"
      viewBox={`0 ${-HEIGHT} ${WIDTH} ${2 * HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="line" d={`M0 0H${WIDTH}`} />
      {course.sittings.map(({ sitting, from }) => (
        <path
          key={sitting}
          className="sitting-line"
          d={`M${(course.along(from) * WIDTH).toFixed(1)} ${-HEIGHT}V${HEIGHT}`}
        />
      ))}
      {draw(ticks.typed, 'typed')}
      {draw(ticks.moves, 'moves')}
    </svg>
  );
});

/** What a key does on the timeline; the row to go to, or null where the key is not for it. */
const rowOfKey = (event: KeyboardEvent, course: Course, seq: number): number | null => {
  const direction = event.key === 'ArrowRight' || event.key === 'ArrowUp' || event.key === 'PageUp' ? 1 : -1;
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowUp':
    case 'ArrowLeft':
    case 'ArrowDown':
      return event.shiftKey ? seq + direction : (course.next(seq, direction, () => true)?.seq ?? seq);
    case 'PageUp':
    case 'PageDown':
      return course.next(seq, direction, ({ kind }) => kind === 'move')?.seq ?? seq;
    case 'Home':
      return 1;
    case 'End':
      return course.last;
    default:
      return null;
  }
};

type HandleProps = {
  kind: 'hand' | 'mark';
  label: string;
  text: string;
  seq: number;
  course: Course;
  go: (seq: number) => void;
  onSpace?: () => void;
};

const Handle = ({ kind, label, text, seq, course, go, onSpace }: HandleProps) => {
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === ' ' && onSpace !== undefined) {
      event.preventDefault();
      onSpace();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const row = rowOfKey(event, course, seq);
    if (row === null) return;
    event.preventDefault();
    go(Math.min(course.last, Math.max(1, row)));
  };
  return (
    <div
      className={kind}
      // Two of them stand on one track, over a drawing of their own: no input can do that.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={course.last}
      aria-valuenow={seq}
      aria-valuetext={text}
      aria-describedby="replay-keys"
      style={{ left: `${(course.along(seq) * 100).toFixed(3)}%` }}
      onKeyDown={onKey}
    />
  );
};

export const Timeline = ({
  playback,
  playing,
  parties,
  say,
}: {
  playback: Playback;
  playing: Playing;
  parties: readonly PartyId[];
  /** A moment in words. */
  say: (seq: number) => string;
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const track = useRef<HTMLDivElement>(null);
  const held = useRef<'hand' | 'mark' | null>(null);
  const { course } = playback;
  const { seq, mark } = playing;
  const seqUnder = (event: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return seq;
    return course.seqAlong(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  };
  const move = (event: PointerEvent): void => {
    if (held.current === 'mark') playback.set({ mark: seqUnder(event) });
    else playback.go(seqUnder(event));
  };
  return (
    <div
      className="timeline"
      ref={track}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const onMark = event.target instanceof Element && event.target.closest('.mark') !== null;
        held.current = onMark ? 'mark' : 'hand';
        event.currentTarget.setPointerCapture(event.pointerId);
        playback.pause();
        move(event);
        track.current?.querySelector<HTMLElement>(`.${held.current}`)?.focus({ preventScroll: true });
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (held.current !== null) move(event);
      }}
      onPointerUp={() => {
        held.current = null;
      }}
      onPointerCancel={() => {
        held.current = null;
      }}
    >
      <Drawing course={course} parties={parties} />
      {course.sittings.map(({ sitting, from }) => (
        <small
          key={sitting}
          // At the very end there is no room for it but before its line.
          className={course.along(from) > 0.85 ? 'sitting-name ends' : 'sitting-name'}
          aria-hidden="true"
          style={{ left: `${(course.along(from) * 100).toFixed(2)}%` }}
        >
          {t('replay.sitting', { ordinal: formatOrdinal(sitting, lang) })}
        </small>
      ))}
      {mark !== null && (
        <Handle
          kind="mark"
          label={t('replay.compare.mark')}
          text={say(mark)}
          seq={mark}
          course={course}
          go={(to) => playback.set({ mark: to })}
        />
      )}
      <Handle
        kind="hand"
        label={t('replay.moment')}
        text={say(seq)}
        seq={seq}
        course={course}
        go={(to) => {
          playback.pause();
          playback.go(to);
        }}
        onSpace={() => (playback.snapshot().isPlaying ? playback.pause() : playback.play())}
      />
    </div>
  );
};
