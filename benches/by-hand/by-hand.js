// The page without a framework: keeps ticks, and shows how far each step and the whole is. As short and as quick as one would
// write it by hand for this page alone; `cargo xtask bench` puts it into the page that the build wrote, in place of the app.
const KEY = 'by-hand.v1.';
const id = (name) => document.getElementById(name);
const steps = [...document.querySelectorAll('details.step')].map((step, at) => ({
  step,
  boxes: [...step.querySelectorAll('.task input[type=checkbox][id]')],
  picture: document.querySelector(`#state-${at + 1} use`),
  words: document.querySelector(`#state-${at + 1} > span`),
  marks: [step, id(`mark-${at + 1}`), id(`next-${at + 1}`)],
  word: document.querySelector(`#mark-${at + 1} small`),
}));
const WORDS = { todo: 'Nog niet begonnen', bezig: 'Bezig', klaar: 'Klaar' };
const PICTURES = { todo: '#i-todo', bezig: '#i-half', klaar: '#i-check' };
const saved = id('saved');

const show = ({ boxes, picture, words, marks, word }) => {
  const done = boxes.filter((box) => box.checked).length;
  const state = done === 0 ? 'todo' : done < boxes.length ? 'bezig' : 'klaar';
  for (const mark of marks) if (mark) mark.dataset.state = state;
  for (const box of boxes) box.dataset.state = box.checked ? 'klaar' : '';
  picture?.setAttribute('href', PICTURES[state]);
  words.textContent = state === 'bezig' ? `${WORDS.bezig} · ${done} van ${boxes.length}` : WORDS[state];
  if (word) word.textContent = WORDS[state];
  return state;
};
const whole = () => {
  const done = steps.filter(({ step }) => step.dataset.state === 'klaar').length;
  id('done').textContent = `${done} van ${steps.length} stappen klaar`;
};
const keep = (box) => {
  const key = KEY + box.id;
  try {
    if (box.checked) localStorage.setItem(key, Date.now());
    else localStorage.removeItem(key);
    saved.className = 'saved small soft shown';
    saved.lastElementChild.textContent = `Opgeslagen om ${new Date().toLocaleTimeString('nl', { timeStyle: 'short' })}`;
  } catch {
    saved.lastElementChild.textContent = 'Niet opgeslagen';
  }
};
const kept = (box) => {
  try {
    return localStorage.getItem(KEY + box.id) !== null;
  } catch {
    return false;
  }
};

for (const one of steps) {
  for (const box of one.boxes) box.checked = kept(box);
  show(one);
}
whole();
addEventListener('change', ({ target }) => {
  const one = steps.find(({ boxes }) => boxes.includes(target));
  if (!one) return;
  keep(target);
  const before = one.step.dataset.state;
  if (show(one) !== before) whole();
});
for (const fields of document.querySelectorAll('fieldset[disabled]')) fields.disabled = false;
// After Chromium has looked for fields to fill in: see `later.css`.
const wake = () => setTimeout(() => id('app').classList.remove('still'));
if (performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd) wake();
else addEventListener('DOMContentLoaded', wake);
