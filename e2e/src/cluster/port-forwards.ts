import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pause } from '@ticketing/common/backoff';
import { namespace } from './kubectl.ts';

export interface PortForwards {
  /** @param target in kubectl's notation: pod/kafka-0. @returns the local port */
  open(target: string, remotePort: number, localPort?: number): Promise<number>;
  /** Recreates all forwards with their old local ports. A forward is bound to one pod, so this is needed after pods are replaced. */
  renew(): Promise<void>;
  close(): void;
}

interface Forward {
  target: string;
  remotePort: number;
  localPort: number;
  child: ChildProcess;
}

const timeoutMs = 60_000;

/** Forwards ports of the cluster to the loopback address. */
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

/** Retried while the pod does not exist yet. */
async function start(target: string, remotePort: number, localPort: number): Promise<Forward> {
  for (const deadline = performance.now() + timeoutMs; ; ) {
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
    if (performance.now() > deadline)
      throw new Error(`kubectl port-forward ${target} ${remotePort} is not ready in time`);
    await pause(500);
  }
}

/** @returns null when it exited before it was ready */
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
