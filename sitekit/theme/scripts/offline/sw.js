// Keeps the site for when there is no network. The build puts `SITE` before this: a version, what to
// keep first, and what to keep then. A page asks for the second part when its reader has begun.
const KEPT = `why-sigma-${SITE.version}`;
const PATIENCE = 2000; // milliseconds; then a page that is kept is shown instead
const LASTING = /\.[0-9a-f]{10}\.\w+$/; // a name that holds the hash of what it names

addEventListener("install", (event) => event.waitUntil(keepFirst()));
addEventListener("activate", (event) => event.waitUntil(forgetOld()));
addEventListener("message", (event) => event.waitUntil(keepThen()));
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(registration.scope)) event.respondWith(answer(event));
});

async function keepFirst() {
  await (await caches.open(KEPT)).addAll(SITE.first);
  await skipWaiting();
}

async function forgetOld() {
  const others = (await caches.keys()).filter((name) => name.startsWith("why-sigma-") && name !== KEPT);
  await Promise.all(others.map((name) => caches.delete(name)));
}

// One after the other, so that the reader's own requests go first; what fails is tried next time.
async function keepThen() {
  const kept = await caches.open(KEPT);
  for (const name of SITE.then) {
    if (!await kept.match(name)) await kept.add(name).catch(() => {});
  }
}

// What lasts comes from what is kept, all else from the host while that answers in good time.
async function answer(event) {
  const address = new URL(event.request.url);
  address.search = "";
  if (address.pathname.endsWith("/")) address.pathname += "index.html";
  const kept = await caches.open(KEPT);
  const here = await kept.match(address.href);
  if (here && LASTING.test(address.pathname)) return here;
  const asked = fetch(event.request);
  event.waitUntil(asked.then((answered) => {
    if (answered.status === 200) return kept.put(address.href, answered.clone());
  }).catch(() => {}));
  if (!here) return asked;
  const patience = new Promise((done) => setTimeout(done, PATIENCE, here));
  return Promise.race([asked.catch(() => here), patience]);
}
