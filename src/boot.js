// Starts the app. Trunk's own script would not check the WebAssembly: a preload's integrity protects nothing, a fetch's does.
const link = (selector) => document.querySelector(selector);
const wasm = link('link[rel=preload][href$=".wasm"]');
const glue = link('link[rel=modulepreload]');
try {
  const [app, bytes] = await Promise.all([
    import(glue.href),
    fetch(wasm.href, { integrity: wasm.dataset.integrity }),
  ]);
  await app.default({ module_or_path: bytes });
} catch (why) {
  console.error(why);
  document.getElementById('broken').hidden = false;
}
