import { createServer, type Server, type ServerResponse } from 'node:http';
import { stripVTControlCharacters } from 'node:util';
import type { Addresses, EndpointEntry } from '../endpoints.ts';
import { followLog } from '../process/follow-log.ts';
import { sizeOf } from '../process/log-file.ts';
import { createUsageMeter } from '../process/process-table.ts';
import { describeFailure } from '../stack/run-steps.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { readableLine } from '../ui/readable-line.ts';
import { answerFile, answerJson, answerStatus, beginEvents } from './answers.ts';
import { type Door, mayEnter } from './guard.ts';
import { redactEnvironment, redactText } from './redact.ts';

export interface DashboardOptions extends Door {
  supervisor: Pick<Supervisor, 'entries' | 'environmentOf' | 'restart'>;
  addresses: Addresses;
  /** Values that are shown nowhere. */
  secrets: readonly string[];
}

const everyMs = 1_000;
/** What is shown of a log when it is opened. */
const tailBytes = 64 * 1024;

/**
 * What runs, with its logs, for a browser on this machine. GET /events and /logs/<name> are server-sent events,
 * GET /environment/<name> is JSON, POST /restart/<name> answers when the program serves again.
 */
export function createDashboard(options: DashboardOptions): Server {
  return createServer((req, res) => {
    if (!mayEnter(req, options)) return answerStatus(res, 403);
    const { pathname } = new URL(req.url ?? '/', 'http://localhost');
    if (req.method === 'GET' && answerFile(res, pathname)) return;
    const [, what = '', name = ''] = pathname.split('/');
    const answer = answers[`${req.method} ${what}`];
    const entry = options.supervisor.entries().find((one) => one.name === name);
    if (!answer || (!entry && what !== 'events')) return answerStatus(res, 404);
    answer(options, res, entry as EndpointEntry);
  }).on('clientError', (_error, socket) => socket.destroy());
}

type Answer = (options: DashboardOptions, res: ServerResponse, entry: EndpointEntry) => void;

const answers: Readonly<Record<string, Answer>> = {
  'GET events': sendStates,
  'GET logs': sendLog,
  'GET environment': ({ supervisor, secrets }, res, { name }) =>
    answerJson(res, redactEnvironment(supervisor.environmentOf(name), secrets)),
  'POST restart': ({ supervisor }, res, { name }) =>
    void supervisor.restart(name).then(
      () => answerJson(res, { ok: true }),
      (error: unknown) => answerJson(res, { ok: false, reason: describeFailure(error).reason }),
    ),
};

function sendStates({ supervisor, addresses, secrets }: DashboardOptions, res: ServerResponse): void {
  const send = beginEvents(res);
  const measure = createUsageMeter();
  const tell = () => {
    const entries = supervisor.entries();
    const usages = measure(entries.flatMap(({ pid }) => pid ?? []));
    send({
      gateway: addresses.gateway,
      mailbox: addresses.mailbox,
      programs: entries.map(({ name, kind, state, url, pid }) => ({
        ...{ name, kind, state, pid },
        url: redactText(url, secrets),
        ...(pid === null ? {} : usages.get(pid)),
      })),
    });
  };
  untilLeft(res, setInterval(tell, everyMs));
  tell();
}

function sendLog({ secrets }: DashboardOptions, res: ServerResponse, { log }: EndpointEntry): void {
  const send = beginEvents(res);
  const begin = Math.max(0, sizeOf(log) - tailBytes);
  const shown = (line: string) => stripVTControlCharacters(readableLine(redactText(line, secrets)));
  const stop = followLog(log, begin, (lines) => send(lines.map(shown)));
  res.once('close', stop);
}

const untilLeft = (res: ServerResponse, timer: NodeJS.Timeout) => res.once('close', () => clearInterval(timer));
