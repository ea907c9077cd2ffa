// The journal: what localStorage takes goes into IndexedDB, too. A browser that is killed, or a computer without power, loses what
// localStorage took in the last minute; what IndexedDB says to be complete is on the disk. At the start both are merged.

// Each page writes under a name of its own: none puts an older text over what another one wrote.
const PAGE = Math.random();
// What is not in the journal yet: keys and their texts, none for what was removed.
let waiting = new Map();
// What this tab removed and the journal may still have: the page may be loaded again before that is known there.
const GONE = 'partnerpad.gone';
let gone = '';
try {
  gone = sessionStorage.getItem(GONE) ?? '';
} catch {
  // Then nothing is stored at all.
}
let app, isMerged, busy;

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = request.oncomplete = () => resolve(request.result);
  request.onerror = request.onabort = () => reject(request.error);
});

const transact = async (act) => {
  const opening = indexedDB.open('partnerpad');
  opening.onupgradeneeded = () => opening.result.createObjectStore('texts');
  const database = await settled(opening);
  try {
    const transaction = database.transaction('texts', 'readwrite', { durability: 'strict' });
    await Promise.all([act(transaction.objectStore('texts')), settled(transaction)]);
  } finally {
    database.close();
  }
};

// Of this dossier, the app merges what it does not have, even if that is stored: the browser may have hidden it. Of others, what is
// missing comes back.
const merge = async (store) => {
  const records = `partnerpad.v1/${app.dossier()}/`;
  const has = new Set(app.lines().split('\n')), known = new Set(), merged = [], others = [];
  let lines = '';
  for (const [key, text, page] of await settled(store.getAll())) {
    const line = `${key.slice(records.length)} ${text}`;
    known.add(key);
    if (gone.includes(`\n${key}\n`) && localStorage.getItem(key) === null) waiting.set(key);
    else if (!key.startsWith(records)) others.push([key, text]);
    else if (!has.has(line)) {
      lines += line + '\n';
      merged.push([key, page]);
    }
  }
  if (lines) app.restore(lines);
  for (const [key, text] of others) {
    if (localStorage.getItem(key) === null && !waiting.has(key)) localStorage.setItem(key, text);
  }
  for (const [key, text] of Object.entries(localStorage)) {
    if (key.startsWith('partnerpad.') && !known.has(key)) waiting.set(key, text);
  }
  for (const name of merged) if (waiting.has(name[0])) store.delete(name);
};

const write = async () => {
  const saved = document.getElementById('saved');
  saved.ariaBusy = true;
  let texts = new Map();
  try {
    do {
      await transact(async (store) => {
        if (!isMerged) await merge(store);
        texts = waiting;
        waiting = new Map();
        texts.forEach((text, key) => {
          if (text === undefined) store.delete(IDBKeyRange.bound([key], [key, '']));
          else store.put([key, text, PAGE], [key, PAGE]);
        });
      });
      isMerged = true;
      texts.clear();
    } while (waiting.size);
    sessionStorage.removeItem(GONE);
  } catch (why) {
    console.error(why);
    waiting = new Map([...texts, ...waiting]);
    // Tried again with the next change.
    if (waiting.size) app.full();
  }
  busy = saved.ariaBusy = undefined;
};

// Told of each key that localStorage took or removed. Until all is in the journal, the page does not say that it is saved.
export const journal = (key, text) => {
  waiting.set(key, text);
  if (text === undefined) sessionStorage.setItem(GONE, `${sessionStorage.getItem(GONE) ?? ''}\n${key}\n`);
  if (app) busy ??= write();
};

// A browser without one has localStorage alone.
export const begin = (it) => {
  if (!globalThis.indexedDB) return;
  app = it;
  busy = write();
};
