// An observer that uses everything there is for one, all the time, and keeps what it got.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Recorder } from './leaks.ts';

const SYNC = 0;

/** A raw y-websocket connection: each frame is searched as it came, and then taken in. */
export class Eye {
  readonly doc = new Y.Doc();
  frames = 0;
  readonly #socket: WebSocket;

  constructor(origin: string, board: string, token: string, recorder: Recorder) {
    this.#socket = new WebSocket(`${origin.replace('http', 'ws')}/sync/${board}?token=${token}`);
    this.#socket.on('open', () => this.ask());
    this.#socket.on('error', () => undefined);
    this.#socket.on('message', (data: Buffer) => {
      const bytes = new Uint8Array(data);
      this.frames += 1;
      recorder.take(bytes, 'the socket');
      const from = decoding.createDecoder(bytes);
      if (decoding.readVarUint(from) !== SYNC) return;
      decoding.readVarUint(from);
      Y.applyUpdate(this.doc, decoding.readVarUint8Array(from));
    });
  }

  /** Asks for the state, as the provider does once it is connected; and for all of it. */
  ask(since: Uint8Array = new Uint8Array([0])): void {
    const to = encoding.createEncoder();
    encoding.writeVarUint(to, SYNC);
    encoding.writeVarUint(to, 0);
    encoding.writeVarUint8Array(to, since);
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(encoding.toUint8Array(to));
  }

  leave(): void {
    this.#socket.terminate();
  }
}

/** Every address that an observer has; `clauses` and `characters` are tried also where there are none for it. */
export const routesOf = (
  board: string,
  clauses: readonly string[],
  characters: readonly (readonly [number, number])[],
): string[] => [
  '/api/boards',
  ...[
    '',
    '/seat',
    '/clauses',
    ...clauses.map((id) => `/clauses/${id}`),
    ...characters.map(([client, clock]) => `/characters/${client}/${clock}`),
    '/ledger.json',
    '/ledger.csv',
    '/log?from=1',
    '/log?form=replay',
    '/log?form=replay&epoch=an-epoch&piece=0',
    '/movements',
    '/head',
    '/export/bundle.paraph',
    ...['en', 'fr'].map((lang) => `/export/text-${lang}.txt`),
    ...['clean', 'compilation'].map((kind) => `/export/${kind}-both.docx`),
    ...[1, 2, 3].flatMap((n) => [`/export/record-${n}-en.json`, `/export/record-${n}-fr.docx`]),
  ].map((path) => `/api/boards/${board}${path}`),
  '/metrics',
];

/** Fetches an address and has all of the answer searched, headers included. */
export const look = async (
  origin: string,
  path: string,
  token: string,
  recorder: Recorder,
): Promise<Uint8Array> => {
  const response = await fetch(origin + path, { headers: { Authorization: `Bearer ${token}` } });
  const body = new Uint8Array(await response.arrayBuffer());
  // An error says again what was asked for: a name in the address alone is the asker's own.
  recorder.take(body, path);
  recorder.take(new TextEncoder().encode(JSON.stringify([...response.headers])), `${path}, its headers`);
  return body;
};
