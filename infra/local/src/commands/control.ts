import type { LocalConfig } from '../config.ts';
import { type ControlOrder, orderSupervisor } from '../supervisor/control-client.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { complain, failureText, say } from '../ui/print.ts';

/**
 * Starts, stops or restarts one program and waits until it serves, or has ended.
 * @param settings KEY=VALUE, what a restart adds to the program's environment until its next restart
 * @returns the exit code
 */
export async function control(
  { folders }: LocalConfig,
  order: ControlOrder,
  name: string,
  settings: readonly string[] = [],
): Promise<number> {
  const malformed = settings.filter((setting) => !/^\w+=/.test(setting));
  if (malformed.length > 0) {
    complain(`--env takes KEY=VALUE, not ${malformed.join(', ')}`);
    return 64; // EX_USAGE of sysexits.h
  }
  if (!runningSupervisor(folders)) {
    complain('nothing is running here; npm start starts everything');
    return 1;
  }
  const env = Object.fromEntries(settings.map((setting) => splitOnce(setting)));
  const answer = await orderSupervisor(folders.home, order, name, env);
  if (answer.ok) say(`${name}: ${order} done`);
  else complain(failureText(name, answer.failure));
  return answer.ok ? 0 : 1;
}

const splitOnce = (setting: string): [string, string] => {
  const at = setting.indexOf('=');
  return [setting.slice(0, at), setting.slice(at + 1)];
};
