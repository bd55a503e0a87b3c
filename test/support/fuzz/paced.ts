// An attacker's patience. A server that says “too fast” has answered; whoever wants to know what it says to the thing itself
// waits as long as it asks, and sends it again.
import { pause } from '../seat.ts';

/** Refusals of how much was sent, not of what. */
export const isTooMuch = (code: string): boolean =>
  ['too-fast', 'too-many-connections', 'server-full'].includes(code);

type Answered = { ok: true } | { ok: false; code: string };

const MOST_TRIES = 60;
const WAIT_MS = 250;
const MOST_MS = 5000;

/** The answer to the thing itself. */
export const paced = async <T extends { ok: boolean }>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await ask();
    const said = answer as unknown as Answered;
    if (said.ok || !isTooMuch(said.code)) return answer;
    await pause(waitOf(said));
  }
  throw new Error(`still too much after ${MOST_TRIES} tries`);
};

/** How long the server asks one to wait. */
export const waitOf = (answer: object): number => {
  const asked = 'retryAfterMs' in answer ? Number(answer.retryAfterMs) : NaN;
  return Number.isFinite(asked) && asked > 0 ? Math.min(asked, MOST_MS) : WAIT_MS;
};
