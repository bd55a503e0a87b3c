// How a delegation is spoken of is the same on the screen and in what the server exports.
export {
  grammarOf,
  labelOf,
  nameOf,
  phraseOf,
  partiesFrom,
  otherParty,
} from '../../shared/telling/parties.ts';
