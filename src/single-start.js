// Shows the page that was unpacked, and starts the app as `boot.js` does. What wasm-bindgen made stands before this, as
// `partnerpadApp` and `partnerpadTools`.

const find = (selector) => document.querySelector(selector);
const { parts } = globalThis.partnerpad;
const [style, words, body] = parts.slice(1, 4).map((part) => new TextDecoder().decode(part));
const [toolsWasm, appWasm] = parts.slice(4);
const opened = find('#saved').textContent;
document.head.append(Object.assign(document.createElement('style'), { textContent: style }));
document.body.innerHTML = body;
document.head.append(find('link[rel=icon]'));
// The other languages are in files of their own, with records of their own.
document.querySelectorAll('a[hreflang]').forEach((link) => link.remove());
const broken = (why) => {
  console.error(why);
  document.getElementById('broken').hidden = false;
};
// The records that came with the file go to the browser's storage, under the dossier's own name; what is there already is
// merged once the app runs.
const arrived = () => {
  if (!opened) return;
  const bytes = Uint8Array.from(atob(opened), (letter) => letter.charCodeAt(0));
  const { dossier, lines, told } = JSON.parse(new TextDecoder().decode(bytes));
  try {
    for (const line of lines.split('\n')) {
      const blank = line.indexOf(' '), key = `partnerpad.v1/${dossier}/${line.slice(0, blank)}`;
      if (blank > 0 && localStorage.getItem(key) === null) localStorage.setItem(key, line.slice(blank + 1));
    }
    localStorage.setItem('partnerpad.dossier', dossier);
  } catch {
    // Nothing is kept in this browser, or no more; the app says so. The records are taken in below.
  }
  return { lines, told };
};
for (const name of ['dragover', 'drop']) {
  addEventListener(name, (event) => {
    if (event.target.type !== 'file' && event.dataTransfer.types.includes('Files')) event.preventDefault();
  });
}
try {
  const start = async (program, wasm) => {
    await program.default({ module_or_path: wasm });
    return program;
  };
  const came = arrived();
  const app = await start(partnerpadApp, appWasm);
  if (came) app.take(came.lines, came.told);
  let tools;
  const open = () => (tools ??= start(partnerpadTools, toolsWasm).then((bench) => {
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
} catch (why) {
  broken(why);
}
