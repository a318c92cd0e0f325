import type { LocalConfig } from '../config.ts';
import { resolvePorts } from '../ports/resolve-ports.ts';
import { checkMachine, checkOptional, checkPorts, problemsIn } from '../preflight/checks.ts';
import { thisMachine } from '../preflight/machine.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { checksTable, say } from '../ui/print.ts';

/** Says what the machine has and lacks. @returns the exit code: 1 when something required is missing */
export async function doctor(config: LocalConfig): Promise<number> {
  const machine = thisMachine(config.folders);
  const isRunning = runningSupervisor(config.folders) !== null;
  const taken =
    isRunning || config.ports.isAuto
      ? []
      : await checkPorts(machine, await resolvePorts(config.ports), config.gatewayHost);
  const portsAreFine = taken.length === 0;
  const checks = [
    ...checkMachine(machine),
    ...(portsAreFine
      ? [{ name: 'Ports', verdict: 'ok', finding: isRunning ? 'held by the stack, which is running' : 'free' } as const]
      : taken),
    ...checkOptional(machine),
  ];
  say(checksTable(checks));
  const problems = problemsIn(checks);
  say(
    problems.length === 0 ? '\nThis machine can run the stack: npm start' : `\n${problems.length} to be mended first.`,
  );
  return problems.length === 0 ? 0 : 1;
}
