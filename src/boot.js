// Starts the app, and the tools when the first of them is opened. Trunk's own script would not check the WebAssembly: a
// preload's integrity protects nothing, a fetch's does.
const link = (selector) => document.querySelector(selector);
const start = async (glue, wasm, integrity) => {
  const [program, bytes] = await Promise.all([import(glue), fetch(wasm, { integrity })]);
  await program.default({ module_or_path: bytes });
  return program;
};
const broken = (why) => {
  console.error(why);
  document.getElementById('broken').hidden = false;
};
// For when there is no network. Only a hosted release has a manifest. A browser that refuses leaves the page as it is.
const keep = async (base, app) => {
  if (!link('[rel=manifest]')) return;
  const kept = await navigator.serviceWorker?.register(new URL('sw.js', base));
  const tell = async () => kept.active && kept.waiting && (await import(new URL('update.js', base))).tell(kept, app.announce);
  kept.onupdatefound = () => { kept.installing.onstatechange = tell; };
  tell();
};
// A file that is dropped beside its place would make the browser leave the page.
for (const name of ['dragover', 'drop']) {
  addEventListener(name, (event) => {
    if (event.target.type !== 'file' && event.dataTransfer.types.includes('Files')) event.preventDefault();
  });
}
const wasm = link('link[rel=preload][href$=".wasm"]');
try {
  const app = await start(link('link[rel=modulepreload]').href, wasm.href, wasm.dataset.integrity);
  const { workbench, integrity } = document.getElementById('app').dataset;
  const at = new URL(workbench, wasm.href).href;
  let tools;
  // Their looks come with them; without those they still work.
  const dressed = () => new Promise((done) => {
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: at + '.css' });
    style.onload = style.onerror = done;
    document.head.append(style);
  });
  const read = async (address) => (await fetch(address, { integrity })).text();
  const words = at + '.' + document.documentElement.lang + '.txt';
  const open = () => (tools ??= Promise.all([start(at + '.js', at + '_bg.wasm', integrity), read(words), dressed()]).then(([bench, words]) => {
    bench.begin(app, words);
    return bench;
  }).catch(broken));
  const is = (part) => part.matches?.('details.tool[open]');
  addEventListener('toggle', (event) => is(event.target) && open(), true);
  addEventListener('click', async ({ target }) => {
    const run = target.closest?.('[data-run]')?.dataset.run;
    if (run) (await open())?.run(run);
  });
  // What somebody shared is looked at by a tool.
  const shared = () => location.hash.startsWith('#dossier=') && open();
  addEventListener('hashchange', shared);
  if (link('details.tool[open]')) open();
  shared();
  keep(wasm.href, app).catch(() => {});
} catch (why) {
  broken(why);
}
