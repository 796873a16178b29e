import { DEFAULT_LIMITS, type LimitSettings } from "./limits.ts";
import { type LogLevel, logLevelFrom } from "./log.ts";

/** Everything the environment may say. docs/operations.md lists it for people. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly databaseReadUrl: string | undefined;
  /** Where browsers reach us, e.g. `https://youzhu.example.cn`; with https, cookies are `Secure` and HSTS is sent. */
  readonly publicOrigin: string | undefined;
  /** How many proxies stand before us, or their addresses; Express's `trust proxy`. */
  readonly trustProxy: string | number | undefined;
  readonly mapOrigins: readonly string[];
  readonly logLevel: LogLevel;
  readonly limits: LimitSettings;
  /** Hour in Asia/Shanghai at which everything ownerless is ranked anew; null = only when somebody asks for it. */
  readonly cleanUpHour: number | null;
}

/** A setting that cannot be used; the message names the variable and what it should look like. */
export class BadSetting extends Error {
  override readonly name = "BadSetting";
}

export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    host: env["HOST"] || "127.0.0.1",
    port: integer(env, "PORT", 3000, 0, 65_535),
    dataDir: env["DATA_DIR"] || ".youzhu",
    databaseUrl: env["DATABASE_URL"] || undefined,
    databaseReadUrl: env["DATABASE_READ_URL"] || undefined,
    publicOrigin: origin(env, "PUBLIC_ORIGIN"),
    trustProxy: /^\d+$/.test(env["TRUST_PROXY"] ?? "")
      ? Number(env["TRUST_PROXY"])
      : env["TRUST_PROXY"] || undefined,
    mapOrigins: (env["MAP_ORIGINS"] ?? "").split(/[\s,]+/).filter(Boolean),
    logLevel: logLevelFrom(env["LOG_LEVEL"], "warn"),
    cleanUpHour: env["CLEAN_UP_HOUR"] === "off" ? null : integer(env, "CLEAN_UP_HOUR", 2, 0, 23),
    limits: {
      ...DEFAULT_LIMITS,
      requestsPerMinute: integer(env, "REQUESTS_PER_MINUTE", DEFAULT_LIMITS.requestsPerMinute, 1, 1e9),
      signInsPerMinute: integer(env, "SIGN_INS_PER_MINUTE", DEFAULT_LIMITS.signInsPerMinute, 1, 1e6),
    },
  };
}

type Env = Readonly<Record<string, string | undefined>>;

function integer(env: Env, name: string, otherwise: number, min: number, max: number): number {
  const text = env[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new BadSetting(`${name} must be a whole number from ${min} to ${max}, not "${text}"`);
}

function origin(env: Env, name: string): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new BadSetting(`${name} must be an origin such as https://youzhu.example.cn, not "${text}"`);
}
