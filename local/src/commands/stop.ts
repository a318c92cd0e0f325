import { setTimeout as delay } from 'node:timers/promises';
import type { LocalConfig } from '../config.ts';
import { removeEndpoints } from '../endpoints.ts';
import { isAlive, type ProcessIdentity } from '../process/identity.ts';
import { stopProcess } from '../process/stop-process.ts';
import { commandSupervisor } from '../supervisor/control-client.ts';
import { removeControlSocket } from '../supervisor/control-server.ts';
import { runningSupervisor, unlockHome } from '../supervisor/lock.ts';
import { sweepPids } from '../supervisor/pid-files.ts';
import { say } from '../ui/print.ts';

/** The supervisor stops layer by layer; each program gets 15 s before it is killed. */
const shutdownTimeoutMs = 90_000;

/**
 * Stops everything that was started in this home: through its supervisor if that is alive, otherwise by its pid files.
 * Idempotent. @returns the exit code
 */
export async function stop({ folders }: LocalConfig): Promise<number> {
  const supervisor = runningSupervisor(folders);
  if (supervisor) {
    say('stopping …');
    await commandSupervisor(folders.home, 'stop').catch(() => stopProcess(supervisor, { graceMs: shutdownTimeoutMs }));
    await waitForExit(supervisor);
  }
  const orphans = await sweepPids(folders.run, (name) => say(`  ${name} stopped`));
  removeEndpoints(folders.home);
  unlockHome(folders);
  removeControlSocket(folders.home);
  say(supervisor || orphans.length > 0 ? 'Everything has stopped; the data is kept.' : 'Nothing is running here.');
  return 0;
}

async function waitForExit(supervisor: ProcessIdentity): Promise<void> {
  const deadline = Date.now() + shutdownTimeoutMs;
  while (isAlive(supervisor) && Date.now() < deadline) await delay(50);
  await stopProcess(supervisor, { signal: 'SIGKILL' });
}
