// The program: reads its configuration, opens the store, serves until it is told to stop.
import { join } from 'node:path';
import { run } from './run.ts';
import { builtPage } from './http/page.ts';

const dist = join(import.meta.dirname, '..', 'client', 'dist');

await run(async () => {
  try {
    return await builtPage(dist);
  } catch {
    throw new Error(
      `The client is not built: there is no page in ${dist}. Run “npm run build”, or “npm start”, which does both.`,
    );
  }
});
