// A sentence in pieces is the same on the screen and in what the server exports.
export { plain, text, quoted, fill } from '../../shared/telling/parts.ts';
export type { Part } from '../../shared/telling/parts.ts';
