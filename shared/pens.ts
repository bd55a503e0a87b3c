// Whose a character is, read off its id: a pen is a Yjs client number whose low four bits are its party's index.

/** The client number of the ledger's entries; no document and no pen has it. */
export const LEDGER_CLIENT = 16;

/** The party index of the chair (and of the server). */
export const CHAIR_INDEX = 0;

/** The party index (0 chair, 1 first party, 2 second …) of whoever typed the characters of this client. */
export const partyIndexOf = (client: number): number => client & 15;

/**
 * The first pen of a party that is above every pen handed out before on the board.
 * @param last the highest pen handed out so far, or 16 where there is none
 * @param index the party's index, 0 to 15
 */
export const penAfter = (last: number, index: number): number => ((last >>> 4) + 1) * 16 + index;
