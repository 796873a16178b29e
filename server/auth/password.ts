import { hash, verify } from "@node-rs/argon2";

/** Argon2id, 19 MiB, two passes, one lane: OWASP's first choice; about 30 ms of one core here. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** On a small machine more than two at a time would only starve everything else of cores and memory. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The encoded form, `$argon2id$v=19$m=19456,t=2,p=1$…`, salt included. */
export async function hashPassword(password: string): Promise<string> {
  return await inTurn(() => hash(password, COST));
}

let decoy: Promise<string> | undefined;

/**
 * Compares a password with what is stored; `undefined` (no such account) takes just as long, so that the time of an
 * answer does not tell which user names exist. `mayTry` may throw to refuse.
 */
export async function passwordMatches(
  password: string,
  encoded: string | undefined,
  mayTry: () => Promise<void> = async () => {},
): Promise<boolean> {
  decoy ??= hashPassword("nobody signs in with this");
  const against = encoded ?? (await decoy);
  const right = await inTurn(async () => {
    await mayTry(); // asked again in turn: a burst sent at once must not slip past the lock
    // What is stored may be no hash at all: an account that nobody can sign in with.
    return await verify(against, password).catch(() => false);
  });
  return right && encoded !== undefined;
}
