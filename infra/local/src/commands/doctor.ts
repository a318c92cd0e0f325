import type { LocalConfig } from '../config.ts';
import { type Platform, platformOf } from '../install/platform.ts';
import { resolvePorts } from '../ports/resolve-ports.ts';
import { type Check, checkMachine, checkOptional, checkParts, checkPorts, problemsIn } from '../preflight/checks.ts';
import { type Machine, thisMachine } from '../preflight/machine.ts';
import { partsOf } from '../preflight/part-states.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { checksTable, say } from '../ui/print.ts';

/**
 * Says whether each part is here, starts, or can be had; or, for another platform, whether it can be had there.
 * @returns the exit code: 1 when something required is missing
 */
export async function doctor(config: LocalConfig): Promise<number> {
  const machine = thisMachine(config.folders);
  const { platform } = config;
  if (platform && platform !== platformOf()) return doctorOf(platform, machine);
  const parts = await checkParts(machine);
  const closer = new Map(parts.map((check) => [check.name, check]));
  const checks = [
    ...checkMachine(machine).map((check) => closer.get(check.name) ?? check),
    ...(await portsOf(config, machine)),
    ...checkOptional(machine),
  ];
  return conclude(checks, 'This machine can run the stack: npm start');
}

/** Nothing of it is run here: it only says that the registries have it. */
async function doctorOf(platform: Platform, machine: Machine): Promise<number> {
  say(`What a machine of ${platform} fetches when it has nothing:\n`);
  return conclude(await checkParts(machine, partsOf(platform)), `The registries have everything for ${platform}.`);
}

async function portsOf(config: LocalConfig, machine: Machine): Promise<Check[]> {
  const isRunning = runningSupervisor(config.folders) !== null;
  if (isRunning) return [{ name: 'Ports', verdict: 'ok', finding: 'held by the stack, which is running' }];
  if (config.ports.isAuto) return [{ name: 'Ports', verdict: 'ok', finding: 'free ones are chosen' }];
  const taken = await checkPorts(machine, await resolvePorts(config.ports), config.gatewayHost);
  return taken.length > 0 ? taken : [{ name: 'Ports', verdict: 'ok', finding: 'free' }];
}

function conclude(checks: readonly Check[], good: string): number {
  say(checksTable(checks));
  const problems = problemsIn(checks);
  say(problems.length === 0 ? `\n${good}` : `\n${problems.length} to be mended first.`);
  return problems.length === 0 ? 0 : 1;
}
