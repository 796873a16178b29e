import { connect } from "node:net";
import { once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { listen, type Listening, PortTaken, startingUp } from "./listen.ts";

let open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.map((one) => one.drain(0)));
  open = [];
});

async function start(
  first = startingUp(() => "opening the database"),
): Promise<{ listening: Listening; origin: string }> {
  const listening = await listen({ host: "127.0.0.1", port: 0, first });
  open.push(listening);
  return { listening, origin: `http://127.0.0.1:${listening.port}` };
}

describe("a server that is still starting", () => {
  test("is alive, not ready, and says to everybody else that it is coming", async () => {
    const { origin, listening } = await start();
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${origin}/readyz`)).status).toBe(503);
    const answer = await fetch(`${origin}/api/session`);
    expect(answer.headers.get("Retry-After")).toBe("2");
    expect(await answer.json()).toMatchObject({ code: "unavailable", detail: "opening the database" });
    listening.handOver((_, response) => response.end("here"));
    expect(await (await fetch(`${origin}/anything`)).text()).toBe("here");
  });

  test("gives a browser a page that asks again by itself, not a line of JSON", async () => {
    const { origin } = await start();
    const answer = await fetch(`${origin}/cases?case=1`, { headers: { Accept: "text/html,*/*;q=0.8" } });
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "2"]);
    expect(await answer.text()).toContain('http-equiv="refresh"');
    const api = await fetch(`${origin}/api/session`, { headers: { Accept: "application/json" } });
    expect(await api.json()).toMatchObject({ code: "unavailable" });
  });

  test("says whose fault it is when the port is taken", async () => {
    const { listening } = await start();
    const second = listen({ host: "127.0.0.1", port: listening.port, first: startingUp(() => "") });
    await expect(second).rejects.toBeInstanceOf(PortTaken);
  });
});

describe("a server that drains", () => {
  test("finishes what it is answering and takes nothing new", async () => {
    const { listening, origin } = await start((_, response) => setTimeout(() => response.end("done"), 200));
    const inFlight = fetch(`${origin}/slow`).then((answer) => answer.text());
    await new Promise((resolve) => setTimeout(resolve, 50));
    const drained = listening.drain(5000);
    await expect(fetch(`${origin}/late`)).rejects.toThrow();
    expect(await inFlight).toBe("done");
    await drained;
  });

  test("cuts what does not end within its grace", async () => {
    const { listening } = await start(() => {}); // never answers
    const socket = connect(listening.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(socket, "connect");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = performance.now();
    await listening.drain(100);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
