// The line between two openings and where both sides stand on it now: hollow where one opened, filled where one stands.
import type { PartyId } from '../../shared/board.ts';
import type { Track } from './track.ts';

const percent = (place: number): string => `${String(Math.round(place * 1000) / 10)}%`;

export const DistanceTrack = ({ track, near, far }: { track: Track; near: PartyId; far: PartyId }) => {
  const [from, to] = [track.near.value, track.far.value];
  return (
    <span className="track" aria-hidden="true">
      <span
        className="track-gap"
        style={{ left: percent(Math.min(from, to)), width: percent(Math.abs(to - from)) }}
      />
      {track.near.opening !== null && (
        <span className="dot was" data-party={near} style={{ left: percent(track.near.opening) }} />
      )}
      {track.far.opening !== null && (
        <span className="dot was" data-party={far} style={{ left: percent(track.far.opening) }} />
      )}
      <span className="dot" data-party={far} style={{ left: percent(to) }} />
      <span className="dot" data-party={near} style={{ left: percent(from) }} />
    </span>
  );
};
