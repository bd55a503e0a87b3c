// A button that makes a move, live only where the table would take it. Where it would not, the button stays within
// reach of keyboard and screen reader, and says why.
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { Move } from '../../shared/moves.ts';
import { useSend } from '../moves/useSend.ts';
import type { TableView } from '../session/view.ts';
import { Button } from './Button.tsx';
import type { ButtonVariant } from './Button.tsx';
import { Tooltip } from './Tooltip.tsx';
import { useDecision } from './useDecision.ts';

export type MoveButtonProps = {
  view: TableView;
  move: Move;
  /** What pressing does, such as opening a dialog; without it the move is sent as it is. */
  onPress?: () => void;
  variant?: ButtonVariant;
  children: ReactNode;
};

export const MoveButton = ({ view, move, onPress, variant = 'plain', children }: MoveButtonProps) => {
  const decision = useDecision(view, move);
  const send = useSend(view);
  const [refused, setRefused] = useState<string | null>(null);
  const reason = useId();
  if (decision.allowed) {
    const act = onPress ?? (async () => setRefused((await send(move)).refused));
    return (
      <>
        <Button variant={variant} onPress={() => void act()}>
          {children}
        </Button>
        {refused !== null && <span className="move-refused">{refused}</span>}
      </>
    );
  }
  return (
    <>
      <Tooltip text={decision.why}>
        <Button variant={variant} aria-disabled="true" aria-describedby={reason} className="barred">
          {children}
        </Button>
      </Tooltip>
      <span id={reason} hidden>
        {decision.why}
      </span>
    </>
  );
};
