import { styleText } from 'node:util';
import type { LocalConfig } from '../config.ts';
import { findFreePort, isPortFree } from '../ports/free-ports.ts';
import { followLog } from '../process/follow-log.ts';
import { sizeOf } from '../process/log-file.ts';
import { inspectPortVariable } from '../reload/program-messages.ts';
import { commandSupervisor } from '../supervisor/control-client.ts';
import { failureText, printError, say } from '../ui/print.ts';
import { readableLine } from '../ui/readable-line.ts';

/** Node's own default, which .vscode/launch.json names. */
const usualInspectPort = 9229;

export interface Attachment {
  /** Shows its log no more, and starts the service again without a debugger's port. */
  detach(): Promise<void>;
}

/** Starts a running service again with a port for a debugger, and shows its log in the terminal. */
export async function attachTo({ folders }: LocalConfig, service: string): Promise<Attachment> {
  const logFile = `${folders.logs}/${service}.log`;
  const stopFollowing = followLog(logFile, sizeOf(logFile), (lines) => say(lines.map(readableLine).join('\n')));
  const port = (await isPortFree(usualInspectPort)) ? usualInspectPort : await findFreePort();
  const answer = await commandSupervisor(folders.home, 'restart', service, {
    [inspectPortVariable]: String(port),
  });
  if (!answer.ok) printError(failureText(service, answer.failure));
  say(styleText('bold', `${service}: a debugger can attach to 127.0.0.1:${port}`));
  return {
    detach: async () => {
      stopFollowing();
      await commandSupervisor(folders.home, 'restart', service);
    },
  };
}
