import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '@ticketing/common/backoff';

export interface ReceivedEvent {
  event: string;
  id: string;
  data: unknown;
}

export interface EventStream {
  status: number;
  headers: Headers;
  /** The JSON body of a refusal. */
  body: unknown;
  /** Events received so far. */
  events: ReceivedEvent[];
  /** Waits for an event that meets the condition; earlier ones count. */
  until(isIt: (event: ReceivedEvent) => boolean): Promise<ReceivedEvent>;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
  close(): void;
}

const timeoutMs = 10_000;

/** Follows server-sent events like a browser, without reconnecting. */
export async function openEvents(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const events: ReceivedEvent[] = [];
  return {
    status: response.status,
    headers: response.headers,
    body: isStream ? null : await response.json(),
    events,
    async until(isIt) {
      const found = await waitFor(async () => events.find(isIt) ?? null, { timeoutMs: timeoutMs });
      if (!found) throw new Error(`no such event among ${JSON.stringify(events)}`);
      return found;
    },
    ended: isStream ? read(response, events) : Promise.resolve(),
    close: () => leaving.abort(),
  };
}

async function read({ body }: Response, events: ReceivedEvent[]): Promise<void> {
  let rest = '';
  const text = body?.pipeThrough(new TextDecoderStream());
  try {
    for await (const chunk of text ?? []) {
      const frames = `${rest}${chunk}`.split('\n\n');
      rest = frames.pop() ?? '';
      events.push(...frames.filter((frame) => frame.includes('data: ')).map(parse));
    }
  } catch {
    // The client closed or the connection was cut; the stream has ended either way.
  }
}

function parse(frame: string): ReceivedEvent {
  const fields = Object.fromEntries(frame.split('\n').map((line) => line.split(/: (.*)/s, 2)));
  return { event: String(fields.event), id: String(fields.id), data: JSON.parse(String(fields.data)) as unknown };
}

/** Rejects when a promise takes longer than a test may. */
export const soon = <T>(promise: Promise<T>): Promise<T> =>
  Promise.race([
    promise,
    delay(timeoutMs, undefined, { ref: false }).then((): never => {
      throw new Error(`not within ${timeoutMs} ms`);
    }),
  ]);
