/** One line of JSON per happening, so that any log collector can read it. */
import { clock } from "../clock.ts";
export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

const ORDER: readonly LogLevel[] = ["debug", "info", "warn", "error", "silent"];

export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes to stderr from `level` up. Field values of type Error become message and stack. */
export function makeLog(
  level: LogLevel,
  write: (line: string) => void = (line) => process.stderr.write(line + "\n"),
): Log {
  const from = ORDER.indexOf(level);
  const at =
    (own: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (ORDER.indexOf(own) < from) return;
      write(
        JSON.stringify({
          at: new Date(clock.realNow()).toISOString(),
          level: own,
          message,
          ...plain(fields),
        }),
      );
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

export function logLevelFrom(text: string | undefined, otherwise: LogLevel): LogLevel {
  return ORDER.find((level) => level === text) ?? otherwise;
}

function plain(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? described(value) : value]),
  );
}

function described(error: Error): Record<string, unknown> {
  const { name, message, stack } = error;
  const errors: unknown =
    error instanceof AggregateError ? error.errors.slice(0, 5).map(described) : undefined;
  return { name, message, stack, ...(errors !== undefined && { errors }) };
}
