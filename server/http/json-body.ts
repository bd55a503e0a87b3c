// Reading a body: JSON of a size and depth that somebody could have meant.
import express from 'express';
import type { RequestHandler } from 'express';

const MOST_DEEP = 32;

/** How deep arrays and objects stand in one another, told from the bytes: brackets in strings count for nothing. */
export const isTooDeep = (bytes: Uint8Array): boolean => {
  let [depth, inString] = [0, false];
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (inString) {
      if (byte === 0x5c) i += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > MOST_DEEP) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return false;
};

const tooDeep = (): Error => Object.assign(new Error('too deep'), { status: 400, type: 'too-deep' });

export const jsonBody = (limit: string): RequestHandler =>
  express.json({
    limit,
    verify: (_request, _response, bytes) => {
      if (isTooDeep(bytes)) throw tooDeep();
    },
  });
