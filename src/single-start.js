// Shows the page that was unpacked, and gives `boot.js`, which stands behind this, the app and the tools. What wasm-bindgen
// made stands before it, as `partnerpadApp` and `partnerpadTools`.

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
const start = async (program, wasm) => {
  await program.default({ module_or_path: wasm });
  return program;
};
// Set for this tab once all that came with the file is stored.
const STORED = 'partnerpad.came';
const isStored = () => {
  try {
    return sessionStorage.getItem(STORED) === opened;
  } catch {
    return false;
  }
};
// The records that came with the file go to the browser's storage, under the dossier's own name. The app is told that name,
// too: where nothing more can be stored, one firm's records must not come among those of another.
const store = ({ dossier, lines }) => {
  find('#app').dataset.dossier = dossier;
  // As the page itself sees it from what is stored.
  document.documentElement.dataset.begun = '';
  try {
    localStorage.setItem('partnerpad.dossier', dossier);
    for (const line of lines.split('\n')) {
      const blank = line.indexOf(' '), key = `partnerpad.v1/${dossier}/${line.slice(0, blank)}`;
      if (blank > 0 && localStorage.getItem(key) === null) localStorage.setItem(key, line.slice(blank + 1));
    }
    sessionStorage.setItem(STORED, opened);
  } catch {
    // Nothing is kept in this browser, or no more; the app says so.
  }
};
Object.assign(globalThis.partnerpad, {
  app: async () => {
    // Loaded again, the page shows what was chosen meanwhile: another dossier, or none if this one was deleted.
    const isAgain = performance.getEntriesByType('navigation')[0]?.type === 'reload';
    if (!opened || (isAgain && isStored())) return start(partnerpadApp, appWasm);
    const bytes = Uint8Array.from(atob(opened), (letter) => letter.charCodeAt(0));
    const came = JSON.parse(new TextDecoder().decode(bytes));
    store(came);
    // Merged with what is there already, or was found no room for.
    globalThis.partnerpad.came = (app) => app.take(came.lines, came.told);
    return start(partnerpadApp, appWasm);
  },
  tools: async () => [await start(partnerpadTools, toolsWasm), words],
});
