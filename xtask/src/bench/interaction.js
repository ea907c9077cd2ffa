// Runs before a page's own scripts, in Chromium: see interaction.rs. Tells how long after an input the page was drawn anew.
// In a page that an input opens: when it was drawn first.
(() => {
  const tell = (what) => measured(JSON.stringify(what));
  const onScreen = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    // Sent while a frame is made, it arrives when that is drawn.
    port1.onmessage = then;
    port2.postMessage(0);
  });
  for (const type of ['click', 'keydown']) {
    addEventListener(type, ({ timeStamp, isTrusted, target }) => {
      if (!isTrusted || !globalThis.probing) return;
      // Pressing a label clicks its box, too.
      globalThis.probing = false;
      if (target.closest('[hreflang]')) return tell({ left: performance.timeOrigin + timeStamp });
      onScreen(() => tell({ took: performance.now() - timeStamp }));
    }, true);
  }
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === 'first-contentful-paint') tell({ drawn: performance.timeOrigin + startTime, first: startTime });
    }
  }).observe({ type: 'paint', buffered: true });
})();
