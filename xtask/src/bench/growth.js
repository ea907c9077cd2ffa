// Runs before the page's own scripts, in Chromium: see growth.rs.
(() => {
  const memories = [];
  const grown = globalThis.grown = { ready: 0, save: 0, memory: () => Math.max(...memories.map(({ buffer }) => buffer.byteLength)) };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      memories.push((made.instance ?? made).exports.memory);
      return made;
    };
  }
  for (const name of ['getItem', 'setItem', 'removeItem']) {
    const real = Storage.prototype[name];
    Storage.prototype[name] = function (...given) {
      const begun = performance.now();
      try {
        return real.apply(this, given);
      } finally {
        grown.save += performance.now() - begun;
      }
    };
  }
  const look = () => {
    if (!document.querySelector('#app:not(.still)')) return;
    watcher.disconnect();
    grown.ready = performance.now();
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] });
})();
