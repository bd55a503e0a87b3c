// A WebSocket server whose farewells are brief: whoever does not answer the end of a connection has it ended for him.
import { WebSocketServer } from 'ws';
import type { ServerOptions } from 'ws';

const ANSWER_WITHIN_MS = 3000;

export class BriefFarewellServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    const brief: ServerOptions & { closeTimeout: number } = { ...options, closeTimeout: ANSWER_WITHIN_MS };
    super(brief);
  }
}
