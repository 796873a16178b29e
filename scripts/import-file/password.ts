import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

import { Mistake } from "./arguments.ts";

/** From YOUZHU_PASSWORD, else asked for without showing it. It never stands on the command line. */
export async function askPassword(username: string): Promise<string> {
  const given = process.env["YOUZHU_PASSWORD"];
  if (given) return given;
  if (!process.stdin.isTTY) throw new Mistake(`The password of ${username} is needed: set YOUZHU_PASSWORD.`);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    process.stdout.write(`Password of ${username}: `);
    const password = await terminal.question("");
    process.stdout.write("\n");
    return password;
  } finally {
    terminal.close();
  }
}
