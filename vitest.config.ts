// Tests mirror the tree under test/. They need nothing of the client's build, so its configuration is not theirs.
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/**/*.test.ts', 'test/**/*.test.tsx'] } });
