// When the app cannot run, or has died: offers what is stored as a file, one for each dossier, as the app itself writes it (see
// `src/domain/file.rs`), so that it can be opened again, here or elsewhere. Loaded only then, and runs at once.
const { guide, save } = '{{rescue}}'[document.getElementById('live').lang];
document.querySelectorAll('#broken a').forEach((link) => link.remove());
const dossiers = {};
for (const [key, text] of Object.entries(localStorage)) {
  const [, dossier, name] = key.match(/^partnerpad\.v1\/([^/]+)\/(.+)/) ?? [];
  if (dossier?.startsWith(guide)) (dossiers[dossier] ??= []).push([name, text]);
}
// What is no JSON goes along as a text: the app then says that it cannot read that record.
const json = (text) => {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
};
const called = (records) => {
  try {
    return JSON.parse(Object.fromEntries(records)['dossier.name']).text;
  } catch {
    return '';
  }
};
const lines = (fields, indent) => {
  const all = fields.sort().map(([name, json]) => `\n${indent}  ${JSON.stringify(name)}: ${json}`);
  return `{${all}\n${indent}}`;
};
const checksum = (text) => {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, 0);
};
for (const [dossier, records] of Object.entries(dossiers)) {
  const name = called(records);
  // The date as in Sweden is the one of files.
  const exported = new Date().toLocaleDateString('sv');
  const texts = { app: 'partnerpad', dossier, exported, guide, kind: 'dossier', name };
  const fields = Object.entries(texts).map(([name, text]) => [name, JSON.stringify(text)]);
  fields.push(['format', 1], ['records', lines(records.map(([name, text]) => [name, json(text)]), '  ')]);
  fields.push(['checksum', `"${checksum(lines(fields, '') + '\n')}"`]);
  document.getElementById('broken').append(Object.assign(document.createElement('a'), {
    className: 'btn',
    download: `partnerpad-${dossier}-${exported}.json`,
    href: URL.createObjectURL(new Blob([lines(fields, ''), '\n'])),
    textContent: name ? `${save} (${name})` : save,
  }));
}
