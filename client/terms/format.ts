// Terms in words and figures are written alike on the screen and in what the server exports.
export {
  formatChange,
  formatNumber,
  formatPair,
  formatTermValue,
  unitOf,
} from '../../shared/terms-format.ts';
export type { TermPair } from '../../shared/terms-format.ts';
