const byId = (id) => document.getElementById(id);
const refreshMs = 3_000;
let shown = null;
let lastList = '';

async function show(id) {
  const response = await fetch(`api/mails/${id}`);
  if (!response.ok) return;
  const mail = await response.json();
  shown = id;
  byId('subject').textContent = mail.subject;
  byId('to').textContent = mail.to.join(', ');
  byId('from').textContent = mail.from;
  byId('received').textContent = new Date(mail.receivedAt).toLocaleString();
  byId('text').textContent = mail.text;
  byId('html').src = `mails/${id}`;
  byId('html').hidden = mail.html === null;
  byId('mail').hidden = false;
  mark();
}

function mark() {
  for (const button of document.querySelectorAll('#list button'))
    button.setAttribute('aria-current', String(button.dataset.id === shown));
}

function entryOf({ id, to, subject, receivedAt }) {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.id = id;
  button.textContent = subject;
  const details = document.createElement('small');
  details.textContent = `${to.join(', ')} · ${new Date(receivedAt).toLocaleTimeString()}`;
  button.append(details);
  button.addEventListener('click', () => void show(id));
  const entry = document.createElement('li');
  entry.append(button);
  return entry;
}

async function refresh() {
  if (document.hidden) return;
  const text = await fetch('api/mails').then((response) => response.text());
  if (text === lastList) return;
  lastList = text;
  const mails = JSON.parse(text);
  byId('list').replaceChildren(...mails.map(entryOf));
  byId('empty').hidden = mails.length > 0;
  if (!mails.some(({ id }) => id === shown)) {
    shown = null;
    byId('mail').hidden = true;
  }
  mark();
}

byId('clear').addEventListener('click', async () => {
  await fetch('api/mails', { method: 'DELETE' });
  await refresh();
});
document.addEventListener('visibilitychange', () => void refresh().catch(() => {}));
setInterval(() => void refresh().catch(() => {}), refreshMs);
void refresh();
