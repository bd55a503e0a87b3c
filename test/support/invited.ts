// A server that gives seats by invitation, and the ways in: the chair's first link, invitations, and their acceptance.
import { createHash, randomBytes } from 'node:crypto';
import type { Invitation, InvitationRequest } from '../../shared/invitations.ts';
import { BOARD } from './seat.ts';
import { startServer } from './server.ts';
import type { ServerOptions, TestServer } from './server.ts';

export type Held = { token: string; id: string; party: 'drc' | 'us' | null; role: string; board: string };
type Made = { invitation: Invitation; secret: string };

export class InvitedServer {
  readonly server: TestServer;
  readonly origin: string;
  readonly #now: () => number;
  chair: Held;

  static async start(options: ServerOptions = {}): Promise<InvitedServer> {
    const server = await startServer({ articles: 2, ...options, seats: 'invite' });
    const invited = new InvitedServer(server, options.now ?? Date.now);
    invited.chair = await invited.accept(
      server.firstLinks.find(({ board }) => board === BOARD)!.secret,
      'Chair',
    );
    return invited;
  }

  private constructor(server: TestServer, now: () => number) {
    this.#now = now;
    this.server = server;
    this.origin = server.origin;
    this.chair = { token: '', id: '', party: null, role: 'chair', board: BOARD };
  }

  /** A request to `/api…`, as the holder of a token where one is given. */
  ask(
    method: string,
    path: string,
    given: { token?: string | undefined; body?: unknown; cookie?: string } = {},
  ): Promise<Response> {
    const { token, body, cookie } = given;
    return fetch(`${this.origin}/api${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(cookie === undefined ? {} : { Cookie: cookie }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  /** The same at the board, told as its status and code or body. */
  async at(
    by: Held | null,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; code: string; body: unknown }> {
    const response = await this.ask(method, `/boards/${by?.board ?? BOARD}${path}`, {
      token: by?.token,
      body,
    });
    const text = await response.text();
    const read: unknown = text.startsWith('{') ? JSON.parse(text) : text;
    const code = typeof read === 'object' && read !== null && 'code' in read ? String(read.code) : '';
    return { status: response.status, code, body: read };
  }

  async invite(by: Held, wanted: Partial<InvitationRequest>): Promise<Made> {
    const asked = { party: null, role: 'observer', uses: 1, hours: 24, ...wanted };
    const { status, body } = await this.at(by, 'POST', '/invitations', asked);
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body as Made;
  }

  tryAccept(secret: string, name = 'Somebody'): Promise<Response> {
    return this.ask('POST', '/invitations/accept', { body: { secret, name } });
  }

  async accept(secret: string, name = 'Somebody'): Promise<Held> {
    const response = await this.tryAccept(secret, name);
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    const { token, seat, board } = (await response.json()) as { token: string; seat: Held; board: string };
    return { ...seat, token, board };
  }

  /** Invites somebody as the chair, who accepts at once. */
  async seat(
    party: 'drc' | 'us' | null,
    role: 'head' | 'member' | 'chair' | 'observer',
    name?: string,
  ): Promise<Held> {
    const { secret } = await this.invite(this.chair, { party, role });
    return this.accept(secret, name);
  }

  /** Another session of a seat, as if it had come by another browser. */
  async again(held: Held): Promise<Held & { session: string }> {
    const records = await this.server.store.seatsOf(held.board);
    const seat = records.find(({ seat: id }) => id === held.id)!;
    const token = randomBytes(32).toString('base64url');
    const id = randomBytes(8).toString('hex');
    const at = this.#now();
    const tokenHash = createHash('sha256').update(token).digest('hex');
    const session = {
      id,
      board: held.board,
      seat: held.id,
      tokenHash,
      createdAt: at,
      lastUsedAt: at,
      rotation: null,
    };
    await this.server.store.letIn({ seat, session, use: null });
    return { ...held, token, session: id };
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
