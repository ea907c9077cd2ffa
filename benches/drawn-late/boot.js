// The page if the build did not write it: the app's own file carries the HTML, and nothing is shown before the app is there.
// `cargo xtask bench` puts this in place of the page's own start.
const find = (selector) => document.querySelector(selector);
const [program, module] = await Promise.all([
  import(find('link[rel=modulepreload]').href),
  WebAssembly.compileStreaming(fetch(find('link[rel=preload][href$=".wasm"]').href)),
]);
const [page] = WebAssembly.Module.customSections(module, 'page');
find('#app').innerHTML = new TextDecoder().decode(page);
await program.default({ module_or_path: module });
for (const part of [program.read, program.live]) {
  await new Promise(setTimeout);
  part();
}
