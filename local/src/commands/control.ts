import type { LocalConfig } from '../config.ts';
import { type ControlCommand, commandSupervisor } from '../supervisor/control-client.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { failureText, printError, say } from '../ui/print.ts';

/**
 * Starts, stops or restarts one program and waits until it is ready, or has exited.
 * @param settings KEY=VALUE pairs that a restart adds to the program's environment until its next restart
 * @returns the exit code
 */
export async function control(
  { folders }: LocalConfig,
  command: ControlCommand,
  name: string,
  settings: readonly string[] = [],
): Promise<number> {
  const malformed = settings.filter((setting) => !/^\w+=/.test(setting));
  if (malformed.length > 0) {
    printError(`--env takes KEY=VALUE, not ${malformed.join(', ')}`);
    return 64; // EX_USAGE of sysexits.h
  }
  if (!runningSupervisor(folders)) {
    printError('nothing is running here; npm start starts everything');
    return 1;
  }
  const env = Object.fromEntries(settings.map((setting) => splitOnce(setting)));
  const answer = await commandSupervisor(folders.home, command, name, env);
  if (answer.ok) say(`${name}: ${command} done`);
  else printError(failureText(name, answer.failure));
  return answer.ok ? 0 : 1;
}

const splitOnce = (setting: string): [string, string] => {
  const at = setting.indexOf('=');
  return [setting.slice(0, at), setting.slice(at + 1)];
};
