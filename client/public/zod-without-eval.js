// zod compiles its schemas with `new Function` where it may. Our content policy says that it may not, and even asking would be
// reported as a violation; this has to be said before any schema is made.
// oxlint-disable-next-line no-underscore-dangle -- zod's own name for it
globalThis.__zod_globalConfig = { jitless: true };
