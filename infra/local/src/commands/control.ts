import type { LocalConfig } from '../config.ts';
import { type ControlOrder, orderSupervisor } from '../supervisor/control-client.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { complain, failureText, say } from '../ui/print.ts';

/** Starts, stops or restarts one program and waits until it serves, or has ended. @returns the exit code */
export async function control({ folders }: LocalConfig, order: ControlOrder, name: string): Promise<number> {
  if (!runningSupervisor(folders)) {
    complain('nothing is running here; npm start starts everything');
    return 1;
  }
  const answer = await orderSupervisor(folders.home, order, name);
  if (answer.ok) say(`${name}: ${order} done`);
  else complain(failureText(name, answer.failure));
  return answer.ok ? 0 : 1;
}
