// The name under which a person last sat down, so that it need not be typed again in this browser.
import { recall, remember } from './memory.ts';

const NAME = 'paraph.name';

export const recallName = (): string => recall(NAME) ?? '';
export const rememberName = (name: string): void => remember(NAME, name);
