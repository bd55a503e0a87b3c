// The record’s sentences are the same on the screen and in what the server exports.
export { sentenceOf, tellEvent, toldEvents, noteOf, textLanguageOf } from '../../shared/telling/sentences.ts';
