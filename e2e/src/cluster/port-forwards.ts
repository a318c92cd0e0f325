import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pause } from '@ticketing/common/backoff';
import { namespace } from './kubectl.ts';

export interface PortForwards {
  /** @param target as for kubectl: pod/kafka-0. @returns the local port */
  open(target: string, remotePort: number, localPort?: number): Promise<number>;
  /** A forward is bound to one pod; after pods were replaced, all are made anew under their old ports. */
  renew(): Promise<void>;
  close(): void;
}

interface Forward {
  target: string;
  remotePort: number;
  localPort: number;
  child: ChildProcess;
}

const withinMs = 60_000;

/** Ways into the cluster from this machine; on the loopback address only. */
export function createPortForwards(): PortForwards {
  const forwards: Forward[] = [];
  return {
    async open(target, remotePort, localPort = 0) {
      const forward = await start(target, remotePort, localPort);
      forwards.push(forward);
      return forward.localPort;
    },
    async renew() {
      for (const [index, { child, target, remotePort, localPort }] of forwards.entries()) {
        await end(child);
        forwards[index] = await start(target, remotePort, localPort);
      }
    },
    close: () => {
      for (const { child } of forwards) child.kill();
    },
  };
}

/** Tried again while the pod is not there yet. */
async function start(target: string, remotePort: number, localPort: number): Promise<Forward> {
  for (const deadline = performance.now() + withinMs; ; ) {
    const child = spawn(
      'kubectl',
      [
        ...['port-forward', '--namespace', namespace, '--address', '127.0.0.1'],
        ...[target, `${localPort || ''}:${remotePort}`],
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const port = await portOf(child);
    if (port) return { target, remotePort, localPort: port, child };
    if (performance.now() > deadline) throw new Error(`kubectl port-forward ${target} ${remotePort} does not come up`);
    await pause(500);
  }
}

/** @returns null when it ended before it was ready */
async function portOf(child: ChildProcess): Promise<number | null> {
  const announced = new Promise<number>((resolve) =>
    child.stdout?.on('data', (text: Buffer) => {
      const [, port] = /Forwarding from 127\.0\.0\.1:(\d+)/.exec(text.toString()) ?? [];
      if (port) resolve(Number(port));
    }),
  );
  return Promise.race([announced, once(child, 'exit').then(() => null)]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
