const { searchParams } = new URL(location.href);
const token = searchParams.get('token') ?? '';
const at = (path) => `${path}?token=${encodeURIComponent(token)}`;
const byId = (id) => document.getElementById(id);

/** @type {Map<string, ReturnType<typeof createRow>>} */
const rows = new Map();
let log = null;
const shownLines = 2_000;

const states = new EventSource(at('/events'));
states.onmessage = ({ data }) => {
  const { gateway, mailbox, programs } = JSON.parse(data);
  Object.assign(byId('store'), { href: gateway, textContent: gateway });
  if (mailbox) Object.assign(byId('mailbox'), { href: mailbox, hidden: false });
  const ready = programs.filter(({ state }) => state === 'ready').length;
  const memory = programs.reduce((sum, { memoryBytes = 0 }) => sum + memoryBytes, 0);
  byId('summary').textContent = `${ready} of ${programs.length} ready, ${megabytes(memory)}`;
  for (const program of programs) {
    if (!rows.has(program.name)) rows.set(program.name, createRow(program.name));
    rows.get(program.name).show(program);
  }
};
states.onerror = () => {
  byId('summary').textContent = 'not connected: the stack has stopped, or this address belongs to an earlier start';
};

function createRow(name) {
  const row = byId('programs').insertRow();
  const cells = ['', '', 'number', 'number', 'address', 'action'].map((className) =>
    Object.assign(row.insertCell(), { className }),
  );
  const [title, state, memory, cpu, address, action] = cells;
  const open = Object.assign(document.createElement('button'), { className: 'name', textContent: name });
  open.onclick = () => choose(name);
  title.append(open);
  const restart = Object.assign(document.createElement('button'), { textContent: 'Restart' });
  restart.setAttribute('aria-label', `Restart ${name}`);
  restart.onclick = () => restartProgram(name, restart);
  action.append(restart);
  return {
    show: (program) => {
      Object.assign(state, { textContent: program.state, className: program.state });
      memory.textContent = program.pid ? megabytes(program.memoryBytes ?? 0) : '';
      cpu.textContent = program.pid ? `${program.cpuPercent ?? 0} %` : '';
      address.textContent = program.url;
    },
  };
}

const megabytes = (bytes) => `${Math.round(bytes / 1024 / 1024)} MB`;

async function restartProgram(name, button) {
  button.disabled = true;
  try {
    const response = await fetch(at(`/restart/${name}`), { method: 'POST' });
    const { ok, reason } = await response.json();
    if (!ok) alert(reason);
  } catch {
    alert(`${name} could not be restarted: the stack does not answer`);
  } finally {
    button.disabled = false;
  }
}

async function choose(name) {
  log?.close();
  byId('detail').hidden = false;
  byId('chosen').textContent = name;
  byId('log').textContent = '';
  byId('environment').replaceChildren();
  log = new EventSource(at(`/logs/${name}`));
  // After a lost connection, the server sends the end of the log again.
  log.onopen = () => byId('log').replaceChildren();
  log.onmessage = ({ data }) => addLines(JSON.parse(data));
  byId('detail').scrollIntoView({ block: 'start' });
  const environment = await (await fetch(at(`/environment/${name}`))).json();
  if (byId('chosen').textContent !== name) return;
  const pairs = Object.entries(environment).flatMap(([key, value]) => [term('dt', key), term('dd', value)]);
  byId('environment').replaceChildren(...pairs);
}

const term = (tag, textContent) => Object.assign(document.createElement(tag), { textContent });

function addLines(lines) {
  const box = byId('log');
  const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  box.append(...lines.map((line) => document.createTextNode(`${line}\n`)));
  while (box.childNodes.length > shownLines) box.firstChild.remove();
  if (isAtEnd) box.scrollTop = box.scrollHeight;
}
