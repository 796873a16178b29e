// Lets a phone open the field page where there is no network: the pages as last seen, and who is signed in.
// Everything else goes to the server, and what is done without one waits in the outbox (client/field/outbox.ts).
const PAGES = "youzhu-pages-1";
const ANSWERS = "youzhu-answers-1";
/** What the frame asks for before it can show anything. */
const NEEDED = new Set(["/api/session", "/api/reference", "/api/units"]);
const KEPT_FILES = 300;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  for (const name of await caches.keys()) if (name !== PAGES && name !== ANSWERS) await caches.delete(name);
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  // Whoever signs out leaves nothing behind on the phone.
  if (request.method === "DELETE" && url.pathname === "/api/session") event.waitUntil(caches.delete(ANSWERS));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fresh(request, PAGES, "/"));
  else if (NEEDED.has(url.pathname) && url.search === "")
    event.respondWith(fresh(request, ANSWERS, request.url));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(kept(request));
});

/** From the network where there is one, and kept under `key`; else as it was last kept. */
async function fresh(request, cacheName, key) {
  const cache = await caches.open(cacheName);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(key, response.clone());
    return response;
  } catch (error) {
    const last = await cache.match(key);
    if (last) return last;
    throw error;
  }
}

/** Files whose names carry a hash of their content never change. */
async function kept(request) {
  const cache = await caches.open(PAGES);
  const known = await cache.match(request);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    const names = await cache.keys();
    for (const old of names.slice(0, Math.max(0, names.length - KEPT_FILES))) await cache.delete(old);
  }
  return response;
}
