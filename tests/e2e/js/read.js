// Reads the state of the page by headings, labels and names. See expect.rs.
const [look] = arguments;
const plain = (text) => (text ?? '').replace(/\u00AD/g, '').replace(/\s+/g, ' ').trim();
const name = (part) => {
  const by = part.getAttribute('aria-labelledby');
  return plain(by ? document.getElementById(by)?.textContent : part.getAttribute('aria-label'));
};
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const main = document.querySelector('main');
const path = all('nav').find((part) => name(part) === plain(look.path));
if (!main || !path) return null;
const link = (fragment) => all('a', path).find((one) => one.getAttribute('href').endsWith('#' + fragment));
const mark = (title) => plain(all('li', path).map((one) => one.textContent).find((text) => plain(text).includes(plain(title))));
const state = (fragment, index) => {
  const heading = plain(document.getElementById(fragment).querySelector('summary').textContent);
  const title = plain(look.titles[index]);
  const text = heading.slice(heading.indexOf(title) + title.length).trim();
  const today = (part) => new Intl.DateTimeFormat(document.documentElement.lang, { [part]: part === 'day' ? 'numeric' : 'long' }).format();
  const date = text.startsWith(look.done_on) ? text.slice(look.done_on.length).split(' ') : [];
  return date.length === 2 && date.includes(today('day')) && date.includes(today('month')) ? look.done_on : text;
};
const next = all('section, [role=region]', main).find((part) => part.checkVisibility() && look.next.map(plain).includes(name(part)));
const counts = look.counts.map((text) => plain(path.textContent).includes(plain(text)));
return {
  title: document.title,
  lang: document.documentElement.lang,
  heading: plain(document.querySelector('h1').textContent),
  next: next ? [name(next), plain(next.querySelector('a').innerText)] : null,
  counted: counts.filter(Boolean).length === 1 ? counts.indexOf(true) : null,
  path: look.fragments.map((fragment) => {
    const one = link(fragment);
    return [look.words.find((word) => plain(one.textContent).endsWith(word)) ?? '', one.getAttribute('aria-current') === 'step'];
  }),
  states: look.fragments.map(state),
  reached: look.reached.map((text) => plain(main.innerText).includes(plain(text))),
  marked: look.milestones.map((title) => {
    const text = mark(title);
    return text.endsWith(look.is_reached) && !text.endsWith(look.is_not_reached);
  }),
  ticked: [
    ...all('input[type=checkbox]', main).filter((box) => box.id && box.checked).map((box) => box.id),
    ...look.messages.filter((id) => document.querySelector(`[data-record="${id}"]`).value),
  ].sort(),
};
