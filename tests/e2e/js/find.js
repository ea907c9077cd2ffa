// Finds what a visitor can see by its role and its name, within the part of this id or anywhere.
const [role, wanted, within] = arguments;
const plain = (text) => (text ?? '').replace(/\u00AD/g, '').replace(/\s+/g, ' ').trim();
const name = (part) => {
  const by = part.getAttribute('aria-labelledby');
  const label = by ? document.getElementById(by)?.textContent : part.getAttribute('aria-label');
  return plain(label ?? part.innerText);
};
const kinds = {
  button: 'button, [role=button]',
  link: 'a[href]',
  summary: 'summary',
  dialog: 'dialog, [role=dialog]',
  alert: '[role=alert]',
  group: '[role=group], fieldset',
};
const root = within ? document.getElementById(within) : document;
const found = root ? [...root.querySelectorAll(kinds[role])] : [];
return found.find((part) => part.checkVisibility({ visibilityProperty: true }) && name(part) === plain(wanted)) ?? null;
