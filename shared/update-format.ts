// What the structs of a Yjs update in its first format say of themselves in their first byte: the kind of content in the low
// five bits, and which fields follow (https://github.com/yjs/yjs, `src/structs/Item.js`, `readItemContent` and `write`).

export const CONTENT = 31;
export const GC = 0;
export const DELETED = 1;
export const BINARY = 3;
export const STRING = 4;
export const SKIP = 10;

export const HAS_PARENT_SUB = 32;
export const HAS_RIGHT_ORIGIN = 64;
export const HAS_ORIGIN = 128;
