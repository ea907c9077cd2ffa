// Says that a newer version waits and what is new in it; loads it on request, and never by itself: what is half typed stays, in
// this tab and in others. The waiting worker has the words: this page cannot know them.
export const tell = async (registration, announce) => {
  const { port1, port2 } = new MessageChannel();
  const asked = new Promise((answered) => { port1.onmessage = ({ data }) => answered(data); });
  registration.waiting.postMessage(document.getElementById('live').lang, [port2]);
  const news = await asked;
  if (!news) return;
  const make = (name, text, ...parts) => {
    const element = document.createElement(name);
    element.append(text, ...parts);
    return element;
  };
  const button = (text, press) => Object.assign(make('button', text), { type: 'button', className: 'btn', onclick: press });
  const close = () => document.getElementById('update')?.remove();
  const load = () => {
    const { waiting } = registration;
    // Another tab has loaded it already: here it is only the page that is old.
    if (!waiting) return location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
    waiting.postMessage('');
  };
  const buttons = Object.assign(make('div', button(news.load, load), button(news.later, close)), { className: 'btns' });
  const banner = make('div', make('p', make('b', news.title), ' ', news.text), buttons);
  Object.assign(banner, { id: 'update', className: 'banner', role: 'region', ariaLabel: news.title });
  close();
  document.getElementById('banners').before(banner);
  announce(`${news.title} ${news.text}`);
};
