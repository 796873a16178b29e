import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import shell from "../shell/strings.zh.ts";

/** A click or a wait that takes longer than this has failed; a shared machine with no graphics card is slow. */
const PATIENCE_MS = 60_000;

/**
 * By how much the clock of the tests is moved (scripts/test-dates.ts). Chromium cannot live under the moved clock of its parents
 * and gets it in its pages alone.
 */
const AHEAD_MS = Number(process.env["YOUZHU_TEST_AHEAD_MS"] ?? 0);

export type Username = keyof typeof shell.login.role;

/** Headless, with WebGL drawn by the processor, and silent towards the network. */
export async function openBrowser(): Promise<Browser> {
  const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = process.env["CHROMIUM"] || installed.find((path) => existsSync(path));
  if (!executablePath) throw new Error("No Chromium found: install it, or say where it is in CHROMIUM.");
  return await chromium.launch({
    executablePath,
    env: environment(),
    args: [
      "--no-sandbox",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--ignore-gpu-blocklist",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-quic",
    ],
  });
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !/^LD_PRELOAD$|FAKE/.test(entry[0]),
    ),
  );
}

/** Runs in the page before anything else of it. */
function moveClock(ahead: number): void {
  const real = Date;
  const now = () => real.now() + ahead;
  globalThis.Date = new Proxy(real, {
    construct: (target, given: unknown[], made) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, made) as Date,
    apply: () => new real(now()).toString(),
    get: (target, name) => (name === "now" ? now : (Reflect.get(target, name) as unknown)),
  });
}

/** Everybody who takes part, each with a browser profile of his own, signed in once through the login page. */
export class People {
  readonly #contexts = new Map<Username, BrowserContext>();
  /** What went wrong in any page: exceptions, errors on the console, refusals by the content policy. */
  readonly complaints: string[] = [];

  constructor(
    readonly browser: Browser,
    readonly origin: string,
  ) {}

  /** A page of this person at `path`. The caller closes it. */
  async open(username: Username, path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const known = this.#contexts.get(username);
    if (known) {
      const page = await known.newPage();
      await page.goto(path);
      return page;
    }
    const context = await this.context(options);
    this.#contexts.set(username, context);
    const page = await context.newPage();
    await page.goto(path);
    await page.getByRole("button", { name: shell.login.role[username], exact: true }).click();
    await page.getByRole("navigation", { name: shell.nav.label }).waitFor();
    return page;
  }

  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      baseURL: this.origin,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      // Rings that breathe would keep a processor busy that has to draw WebGL too.
      reducedMotion: "reduce",
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    if (AHEAD_MS !== 0) await context.addInitScript(moveClock, AHEAD_MS);
    context.on("page", (page) => {
      page.on("pageerror", (error) => this.complaints.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") this.complaints.push(`${page.url()}: ${message.text()}`);
      });
    });
    return context;
  }
}

/** Keeps a picture for whoever wants to look, where `YOUZHU_SCREENSHOTS` names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["YOUZHU_SCREENSHOTS"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
