// Keeps the page usable without a network. What the build gives is one version; its files are in a cache of their own, named by
// the hash of their list. A version is taken whole or not at all, and every page is handed out of one version, with the files
// that it names: those have their hash in their names, so an open page still gets its own after a newer version took over.
const VERSION = 'sha256-';
const LIST = 'offline.json';
// Caches are shared by all that lies on a host. An address holds no second #.
const OURS = `partnerpad.${registration.scope}#`;
const NAME = OURS + VERSION;
const caching = (name) => caches.open(name);

// Fetches each file past the HTTP cache, and refuses what is not the very file of this version: an old one, the page of a hotspot,
// half a deployment. One failure, and the version before stays. What an attempt before this one brought in is right, and is kept;
// what another version has, the very same by its list, was checked when that came.
const install = async () => {
  const cache = await caching(NAME);
  const versions = await Promise.all((await names()).map(async (name) => [await caching(name), await list(name)]));
  const take = async ([file, integrity]) => {
    if (await cache.match(file)) return;
    const [same] = versions.find(([, kept]) => kept?.files[file] === integrity) ?? [];
    const found = (await same?.match(file)) ?? (await fetch(file, { integrity, cache: 'reload', redirect: 'error' }));
    await cache.put(file, found);
  };
  await take([LIST, VERSION]);
  await Promise.all(Object.entries((await list(NAME)).files).map(take));
  // It may have been taken for an old one and removed meanwhile: then the next attempt begins anew.
  if (!(await caches.has(NAME))) throw new Error(NAME);
};

const list = async (name) => (await (await caching(name)).match(LIST))?.json();

// The oldest comes first.
const names = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

// From this version; else, for pages that are still open, from others; else from the network.
const answer = async (request) => {
  const address = request.url.replace(/\/index\.html(?=$|[?#])/, '/');
  const find = async (name, path) => (await caching(name)).match(path, { ignoreSearch: true, ignoreVary: true });
  for (const name of [NAME, ...(await names())]) {
    const found = await find(name, address);
    if (found) return found;
  }
  // As a host does, for the page's relative links.
  const folder = `${address.split(/[?#]/)[0]}/`;
  return request.mode === 'navigate' && (await find(NAME, folder)) ? Response.redirect(folder) : fetch(request);
};

// Pages that this version handed out.
const handed = new Set();

// Removes other versions once every open page is of this one; not while another one is coming.
const tidy = async () => {
  const open = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
  const others = (await names()).filter((name) => name !== NAME);
  if (open.every(({ id }) => handed.has(id)) && !registration.installing && !registration.waiting) {
    await Promise.all(others.map((name) => caches.delete(name)));
  }
};

addEventListener('install', (event) => event.waitUntil(install()));
// A first visit works offline at once, too.
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const { request, resultingClientId } = event;
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope)) return;
  event.respondWith(answer(request));
  // A page that asks for its parts has replaced the one before it.
  if (resultingClientId) handed.add(resultingClientId);
  else event.waitUntil(tidy());
});
// Asked with a port: what is new, in this language. Without: take over. Pages of any version ask so; see update.js.
addEventListener('message', ({ data, ports: [port] }) => {
  if (port) list(NAME).then(({ news }) => port.postMessage(news[data]));
  else skipWaiting();
});
