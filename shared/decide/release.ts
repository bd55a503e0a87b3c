// Whether everybody may see the analysis of who moved by how much: for both heads to say, and only once.
import type { Move } from '../moves.ts';
import type { Asking, Decision } from './decision.ts';
import { asHead, no } from './decision.ts';
import { jointly } from './jointly.ts';

export const decideRelease = (asking: Asking, move: Extract<Move, { kind: 'releaseAnalysis' }>): Decision => {
  const head = asHead(asking);
  if (!head.ok) return head;
  if (asking.state.analysisReleased) return no('already-released');
  return jointly(asking, move, { clause: null, event: { type: 'analysisReleased' } });
};
