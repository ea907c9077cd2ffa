// Runs before a page's own scripts, in Chromium: see load.rs, which puts in what a tick is. Tells what it saw when nothing
// has happened for a while.
(() => {
  const QUIET = 1500;
  const seen = { first: 0, largest: 0, blocked: 0, shift: 0, ready: 0, reacts: 0 };
  const tasks = [];
  const watch = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  watch('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') seen.first = startTime; });
  watch('largest-contentful-paint', ({ startTime }) => { seen.largest = startTime; });
  // What the tick moves is wanted.
  watch('layout-shift', ({ value, startTime }) => { if (!seen.ready || startTime < seen.ready) seen.shift += value; });
  watch('longtask', ({ startTime, duration }) => { tasks.push([startTime, duration]); });
  const isReady = () => IS_READY;
  const hasReacted = () => HAS_REACTED;
  let ticked = false;
  const look = () => {
    if (!ticked && isReady()) {
      ticked = true;
      seen.ready = performance.now();
      TICK;
    }
    if (ticked && !seen.reacts && hasReacted()) {
      watcher.disconnect();
      // When it is on the screen: a message that is sent while a frame is made arrives after it.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { seen.reacts = performance.now(); rest(); };
        port2.postMessage(0);
      });
    }
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const rest = () => {
    const end = Math.max(performance.now(), ...tasks.map(([at, took]) => at + took));
    setTimeout(() => {
      if (document.readyState !== 'complete' || tasks.some(([at, took]) => at + took > end)) return rest();
      for (const [at, took] of tasks.filter(([at]) => at < seen.ready)) seen.blocked += Math.max(0, at + took - Math.max(at + 50, seen.first));
      measured(JSON.stringify(seen));
    }, QUIET);
  };
})();
