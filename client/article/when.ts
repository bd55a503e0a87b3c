// A moment as one says it now: the time alone today, with its day otherwise.
import type { Language } from '../../shared/board.ts';
import { formatWhen } from '../i18n/format.ts';

export const sayWhen = (at: number, lang: Language): string => formatWhen(at, Date.now(), lang);
