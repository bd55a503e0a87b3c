// The page may not make code out of words, and the schemas need not try: the mere attempt is reported as a breach of the
// page's policy. A script of its own, run before any module, since the order in which built chunks run is the builder's.
globalThis.__zod_globalConfig = { jitless: true };
