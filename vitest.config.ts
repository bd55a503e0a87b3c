// Tests mirror the tree under test/. They need nothing of the client's build, so its configuration is not theirs.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const include = ['test/**/*.test.ts', 'test/**/*.test.tsx'];

// Many tests wait for the other end of a line, so that two at a time take little longer than one, on two cores too.
export default defineConfig({ test: { include, maxWorkers: Math.max(2, availableParallelism() - 1) } });
