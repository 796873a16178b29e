import type { WriteStream } from "node:tty";

export interface Terminal {
  line(text: string): void;
  /** One line that is written over: `what … 42 %`. Without a terminal, one line for each `what`. */
  progress(what: string, done: number, total: number): void;
  /** Ends a progress line. */
  settle(): void;
}

export function makeTerminal(stream: WriteStream | NodeJS.WriteStream): Terminal {
  let open = false;
  let told = "";
  const settle = () => {
    if (open) stream.write("\n");
    open = false;
  };
  return {
    settle,
    line(text) {
      settle();
      stream.write(text + "\n");
    },
    progress(what, done, total) {
      if (stream.isTTY) {
        stream.write(`\r\u001b[K${what} … ${total > 0 ? Math.floor((100 * done) / total) : 0} %`);
        open = true;
      } else if (told !== what) {
        stream.write(`${what} …\n`);
        told = what;
      }
    },
  };
}
