// The page may not make code out of words, and the schemas need not try: the mere attempt is reported as a breach of the
// page's policy. Imported before anything that has a schema.
import { config } from 'zod';

config({ jitless: true });
