import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { ApiError } from "../contract/errors.ts";

/** How much one principal (account, or address before sign-in) may ask, per minute unless said otherwise. */
export interface LimitSettings {
  readonly requestsPerMinute: number;
  readonly uploadsPerMinute: number;
  /** Sign-ins from one address, whether they succeed or not: each costs 19 MiB and some 30 ms of a core. */
  readonly signInsPerMinute: number;
  /** Wrong passwords for one account from one address before it has to wait. */
  readonly wrongPasswords: number;
  readonly wrongPasswordWaitSeconds: number;
}

export const DEFAULT_LIMITS: LimitSettings = {
  requestsPerMinute: 30_000,
  uploadsPerMinute: 300,
  signInsPerMinute: 120,
  wrongPasswords: 8,
  wrongPasswordWaitSeconds: 15 * 60,
};

export interface Limits {
  request(principal: string): Promise<void>;
  upload(principal: string): Promise<void>;
  signIn(address: string): Promise<void>;

  mayTryPassword(username: string, address: string): Promise<void>;
  wrongPassword(username: string, address: string): Promise<void>;
  rightPassword(username: string, address: string): Promise<void>;
}

/**
 * Counts in this process's memory. Several instances therefore allow the sum of their budgets; a deployment that needs
 * one budget puts a limiting proxy in front. The lock is per account *and* address, so that nobody can lock a colleague out.
 * Each method throws too_many_requests with the seconds to wait.
 */
export function makeLimits(settings: LimitSettings): Limits {
  const perMinute = (keyPrefix: string, points: number) =>
    new RateLimiterMemory({ keyPrefix, points, duration: 60 });
  const requests = perMinute("request", settings.requestsPerMinute);
  const uploads = perMinute("upload", settings.uploadsPerMinute);
  const signIns = perMinute("signin", settings.signInsPerMinute);
  const passwords = new RateLimiterMemory({
    keyPrefix: "password",
    points: settings.wrongPasswords,
    duration: settings.wrongPasswordWaitSeconds,
  });
  const keyOf = (username: string, address: string) => `${username.toLowerCase().slice(0, 64)}|${address}`;
  return {
    request: (principal) => consume(requests, principal),
    upload: (principal) => consume(uploads, principal),
    signIn: (address) => consume(signIns, address),
    async mayTryPassword(username, address) {
      const state = await passwords.get(keyOf(username, address));
      if (state && state.consumedPoints >= settings.wrongPasswords) throw tooMany(state);
    },
    async wrongPassword(username, address) {
      await passwords.penalty(keyOf(username, address));
    },
    async rightPassword(username, address) {
      await passwords.delete(keyOf(username, address));
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes ? tooMany(refusal) : refusal;
  }
}

function tooMany(state: RateLimiterRes): ApiError {
  return new ApiError("too_many_requests", { seconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)) });
}
