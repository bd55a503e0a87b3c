// What a sentence of the record needs to know is the same on the screen and in what the server exports.
export {
  templatesOf,
  tellingOf,
  titleParts,
  articleParts,
  partyParts,
  termOf,
} from '../../shared/telling/telling.ts';
export type { Telling } from '../../shared/telling/telling.ts';
