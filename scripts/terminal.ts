import type { WriteStream } from "node:tty";

export interface Terminal {
  line(text: string): void;
  /** One line that is written over: `what 12,000 / 30,000`. Without a terminal, a line per tenth. */
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
      const share = total > 0 ? Math.floor((done / total) * 10) : 0;
      const text = total > 0 ? `${what}  ${done.toLocaleString("en")} / ${total.toLocaleString("en")}` : what;
      if (stream.isTTY) {
        stream.write(`\r\u001b[K${text}`);
        open = true;
      } else if (told !== `${what}${share}`) {
        stream.write(text + "\n");
        told = `${what}${share}`;
      }
    },
  };
}
