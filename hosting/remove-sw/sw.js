// Takes the place of a service worker that must go: removes the files that Partnerpad keeps at this address, and itself. What
// visitors ticked and typed is not touched. See docs/hosting.md.
addEventListener('install', () => skipWaiting());
const remove = async () => {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(`partnerpad.${registration.scope}#`));
  await Promise.all(ours.map((name) => caches.delete(name)));
  // Nobody waits for it: in Chromium it would wait for this to end.
  registration.unregister();
};
addEventListener('activate', (event) => event.waitUntil(remove()));
