import { once } from 'node:events';
import { z } from 'zod';

const Targets = z.array(z.object({ webSocketDebuggerUrl: z.string() }));
const Message = z.looseObject({ id: z.number().optional(), method: z.string().optional() });

export interface Debugger {
  send(method: string, params?: object): Promise<void>;
  /** Resolves at the next event of this name. */
  next(event: string): Promise<void>;
  close(): void;
}

/** Attaches to a Node process as an editor does, by the protocol of Chrome's developer tools. */
export async function attachDebugger(port: number): Promise<Debugger> {
  const [target] = Targets.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  let lastId = 0;
  const waiting = new Map<string | number, () => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, method } = Message.parse(JSON.parse(String(data)));
    waiting.get(id ?? method ?? '')?.();
  });
  const arrival = (what: string | number) => new Promise<void>((resolve) => waiting.set(what, resolve));
  return {
    send: (method, params = {}) => {
      lastId += 1;
      socket.send(JSON.stringify({ id: lastId, method, params }));
      return arrival(lastId);
    },
    next: arrival,
    close: () => socket.close(),
  };
}
