// `npm run bench`: what a speed claim rests on. Figures are ratios within one run; machines differ.
import { benchGate } from './gate.ts';
import { benchReplay } from './replay.ts';
import { benchTyping } from './typing.ts';

const only = process.argv[2];
if (only === undefined || only === 'gate') await benchGate();
if (only === undefined || only === 'typing') await benchTyping();
if (only === undefined || only === 'replay') await benchReplay();
