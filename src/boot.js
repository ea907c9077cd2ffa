import { begin, journal } from './journal.js';

// Starts the app, and the tools when the first of them is opened.
const find = (selector) => document.querySelector(selector);
const broken = (why) => {
  console.error(why);
  find('#broken').hidden = false;
  globalThis.partnerpad?.rescue();
};
// Both from files beside the page. Trunk's own script would not check the WebAssembly: a preload's integrity protects nothing,
// a fetch's does.
const hosted = () => {
  const wasm = find('link[rel=preload][href$=".wasm"]');
  const { workbench, integrity } = find('#app').dataset;
  const at = new URL(workbench, wasm.href).href;
  const start = async (glue, wasm, integrity) => {
    const [program, bytes] = await Promise.all([import(glue), fetch(wasm, { integrity })]);
    await program.default({ module_or_path: bytes });
    return program;
  };
  const read = async (address) => (await fetch(address, { integrity })).text();
  // Their looks come with them; without those they still work.
  const dressed = () => new Promise((done) => {
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: at + '.css' });
    style.onload = style.onerror = done;
    document.head.append(style);
  });
  return {
    rescue: () => import(new URL('rescue.js', wasm.href)),
    app: () => start(find('link[rel=modulepreload]').href, wasm.href, wasm.dataset.integrity),
    tools: () => Promise.all([
      start(at + '.js', at + '_bg.wasm', integrity), read(at + '.' + find('#live').lang + '.txt'), dressed(),
    ]),
    // For when there is no network. Only a hosted release has a manifest. A browser that refuses leaves the page as it is.
    keep: async (app) => {
      if (!find('[rel=manifest]')) return;
      const of = (name) => new URL(name, wasm.href);
      const kept = await navigator.serviceWorker?.register(of('sw.js'));
      const tell = async () => kept.active && kept.waiting && (await import(of('update.js'))).tell(kept, app.announce);
      kept.onupdatefound = () => { kept.installing.onstatechange = tell; };
      tell();
    },
  };
};
// A file that is dropped beside its place would make the browser leave the page.
for (const name of ['dragover', 'drop']) {
  addEventListener(name, (event) => {
    if (event.target.type !== 'file' && event.dataTransfer.types.includes('Files')) event.preventDefault();
  });
}
try {
  // The page as one file has both in itself: see `single-start.js`.
  const from = globalThis.partnerpad ??= hosted();
  Object.assign(from, { journal, broken });
  const app = await from.app();
  // Each a task of its own: one after the other at once, they would keep the browser from answering for too long.
  for (const part of [app.read, app.live]) {
    await new Promise(setTimeout);
    part();
  }
  from.came?.(app);
  begin(app);
  let tools;
  const open = () => (tools ??= from.tools().then(([bench, words]) => {
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
  if (find('details.tool[open]')) open();
  shared();
  from.keep?.(app).catch(() => {});
} catch (why) {
  broken(why);
}
