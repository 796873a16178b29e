import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { openBrowser, People, picture, type Username } from "./people.ts";
import { openTown, type Town } from "./town.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

/** What a journey plays on; its parts are there once the file's tests begin. */
export interface Stage {
  readonly town: Town;
  readonly people: People;
  /** One page of one person for the time of one step. */
  readonly as: <T>(username: Username, path: string, step: (page: Page) => Promise<T>) => Promise<T>;
}

/** A town of so many components, a browser and its people for the tests of one file, and their end after them. */
export function stage(components: number): Stage {
  let town: Town | undefined;
  let browser: Browser | undefined;
  let people: People | undefined;

  beforeAll(async () => {
    [town, browser] = await Promise.all([openTown(components), openBrowser()]);
    people = new People(browser, town.url);
  });

  afterAll(async () => {
    await browser?.close();
    await town?.stop();
  });

  return {
    get town() {
      return there(town);
    },
    get people() {
      return there(people);
    },
    as: async (username, path, step) => {
      const page = await there(people).open(username, path);
      try {
        return await step(page);
      } catch (error) {
        await picture(page, `failed-${username}-${Date.now()}`);
        throw error;
      } finally {
        await page.close();
      }
    },
  };
}

function there<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("the stage is not set before the first test begins");
  return part;
}

/** Steps of one journey: once one has failed, those after it are skipped and not red too. */
export function inOrder(): void {
  let broken = false;
  beforeEach((context) => {
    if (broken) context.skip("an earlier step of the journey failed");
  });
  afterEach(({ task }) => {
    broken ||= task.result?.state === "fail";
  });
}

/** A page on the desk and on a phone, without a sideways scroll on either. */
export async function onBothScreens(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
    await page.setViewportSize(viewport);
    await picture(page, `${name}-${size}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${name} on the ${size}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(DESK);
}
