// Connections that no honest client would make: websockets written to by hand, at both of the server's endpoints, and plain
// sockets that speak something like HTTP. None of them waits to be told anything; each ends by itself.
import { connect } from 'node:net';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Dice } from '../gate-random.ts';
import { mutated } from '../gate-mutants.ts';
import type { Reached } from '../law-reached.ts';
import { oddPackets } from './odd-packets.ts';

export type Target = {
  readonly origin: string;
  readonly tokens: readonly string[];
  readonly boards: readonly string[];
  /** A document of the board, to make messages of. */
  readonly doc: Y.Doc;
  readonly reached: Reached;
};

const LONGEST_MS = 3000;

/** Sends these over a websocket once it is open, and resolves when it has closed, by whoever's hand. */
const overWebSocket = (
  url: string,
  headers: Record<string, string>,
  speak: (socket: WebSocket) => Promise<void>,
): Promise<number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url, { headers, perMessageDeflate: false });
    const late = setTimeout(() => socket.terminate(), LONGEST_MS);
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      clearTimeout(late);
      resolve(code);
    });
    socket.on('open', () => {
      speak(socket).then(
        () => socket.close(),
        () => socket.terminate(),
      );
    });
  });

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const send = async (socket: WebSocket, messages: readonly (string | Uint8Array)[]): Promise<void> => {
  for (const message of messages) {
    if (socket.readyState !== WebSocket.OPEN) return;
    await new Promise<void>((sent) => socket.send(message, () => sent()));
  }
};

/** Engine.IO and Socket.IO by hand. */
export const rawSocketIo = async ({ origin, tokens, boards, reached }: Target, dice: Dice): Promise<void> => {
  const query = dice.chance(0.9)
    ? 'EIO=4&transport=websocket'
    : dice.of([
        'EIO=3&transport=websocket',
        'EIO=4&transport=x',
        'EIO=4&transport=websocket&sid=nobody',
        '',
        'EIO=4&EIO=4&transport[]=websocket',
      ]);
  const code = await overWebSocket(
    `${origin.replace('http', 'ws')}/socket.io/?${query}`,
    {},
    async (socket) => {
      if (dice.chance(0.8)) {
        const auth = dice.chance(0.8)
          ? { board: dice.of(boards), token: dice.of(tokens) }
          : { board: dice.of(['x', '__proto__']), token: 1 };
        await send(socket, [`40${JSON.stringify(auth)}`]);
        await wait(dice.below(60));
      }
      if (dice.chance(0.5)) await send(socket, ['420["sit",{"protocol":1}]']);
      for (let left = 1 + dice.below(6); left > 0; left -= 1) {
        await send(socket, oddPackets(dice));
        reached.add('raw packets');
        if (dice.chance(0.3)) await wait(dice.below(20));
      }
      if (dice.chance(0.1)) socket.terminate();
    },
  );
  reached.add(`socket.io closed ${code}`);
};

const message = (dice: Dice, doc: Y.Doc): string | Uint8Array => {
  const encoder = encoding.createEncoder();
  const write = (...numbers: number[]): void =>
    numbers.forEach((number) => encoding.writeVarUint(encoder, number));
  const some = new Uint8Array(dice.below(64)).map(() => dice.below(256));
  dice.of([
    () => {
      write(0, 0);
      encoding.writeVarUint8Array(encoder, dice.chance(0.5) ? Y.encodeStateVector(doc) : some);
    },
    () => {
      const mine = new Y.Doc();
      mine.getText('text:1:en').insert(0, 'forged');
      write(0, dice.of([1, 2]));
      encoding.writeVarUint8Array(encoder, dice.chance(0.7) ? Y.encodeStateAsUpdate(mine) : some);
    },
    () => {
      write(1);
      encoding.writeVarUint8Array(encoder, some);
    },
    () => write(3),
    () => write(2, dice.below(3)),
    () => write(dice.of([4, 5, 100, 2 ** 32])),
    () => {
      write(0, 0, dice.of([2 ** 31, 2 ** 53 - 1]));
    },
    () => encoding.writeUint8Array(encoder, some),
    () => encoding.writeUint8Array(encoder, new Uint8Array(20).fill(255)),
    () => {
      write(0, 0);
      encoding.writeVarUint8Array(encoder, new Uint8Array(60_000).fill(dice.below(256)));
    },
    () => encoding.writeUint8Array(encoder, new Uint8Array(70_000)),
  ])();
  const bytes = encoding.toUint8Array(encoder);
  if (dice.chance(0.05)) return 'a text where bytes belong';
  return bytes.length > 0 && dice.chance(0.3) ? mutated(bytes, dice) : bytes;
};

/** The watching seats' endpoint, with messages of every type, and addresses that are none. */
export const rawSync = async (
  { origin, tokens, boards, doc, reached }: Target,
  dice: Dice,
): Promise<void> => {
  const ws = origin.replace('http', 'ws');
  const token = dice.chance(0.8)
    ? dice.of(tokens)
    : dice.of(['', 'x', '%00', 'x'.repeat(43), 'x'.repeat(5000)]);
  const board = dice.chance(0.85)
    ? dice.of(boards)
    : dice.of(['', '..', '%2e%2e', '__proto__', 'x'.repeat(200), '%', 'drc-us/..', 'drc-us?x']);
  const code = await overWebSocket(
    `${ws}/sync/${board}?token=${token}`,
    dice.chance(0.95) ? {} : { origin: 'https://elsewhere.example' },
    async (socket) => {
      if (dice.chance(0.5)) await wait(dice.below(40));
      for (let left = 1 + dice.below(10); left > 0; left -= 1) {
        await send(socket, [message(dice, doc)]);
        reached.add('sync messages');
      }
      await wait(dice.below(60));
    },
  );
  reached.add(`sync closed ${code}`);
};

const HTTP_LIKE = [
  'GET / HTTP/1.1\r\n\r\n',
  'GET /healthz HTTP/1.0\r\n\r\n',
  'GET /%c0%ae%c0%ae/ HTTP/1.1\r\nHost: x\r\n\r\n',
  'POST /api/boards/drc-us/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"name"',
  'POST /api/boards/drc-us/join HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'POST /api/boards/drc-us/join HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'GET /sync/drc-us HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 99\r\n\r\n',
  'GET //sync/drc-us HTTP/1.1\r\nHost: [::\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n',
  'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
  'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a=b; '.repeat(3000)}\r\n\r\n`,
  `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  '\x16\x03\x01\x02\x00\x01\x00',
  '\0\0\0\0',
];

/** A plain socket that says something like HTTP, or half of it, and goes. */
export const rawHttp = ({ origin, reached }: Target, dice: Dice): Promise<void> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    const done = (): void => {
      socket.destroy();
      resolve();
    };
    socket.setTimeout(dice.of([50, 300]), done);
    socket.on('error', done);
    socket.on('close', done);
    socket.on('data', () => undefined);
    socket.on('connect', () => {
      const said = dice.of(HTTP_LIKE);
      reached.add('http by hand');
      socket.write(dice.chance(0.7) ? said : said.slice(0, dice.below(said.length)));
      if (dice.chance(0.3)) socket.end();
    });
  });
