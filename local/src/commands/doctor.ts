import type { LocalConfig } from '../config.ts';
import { type Platform, platformOf } from '../install/platform.ts';
import { portsOf } from '../ports/port-table.ts';
import { resolvePorts } from '../ports/resolve-ports.ts';
import { type Check, checkMachine, checkOptional, checkParts, checkPorts, problemsIn } from '../preflight/checks.ts';
import { type Machine, thisMachine } from '../preflight/machine.ts';
import { partsOf } from '../preflight/part-states.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { checksTable, say } from '../ui/print.ts';

/**
 * Reports for each part whether it is installed, starts, or can be downloaded; for another platform, only the latter.
 * @returns the exit code: 1 when something required is missing
 */
export async function doctor(config: LocalConfig): Promise<number> {
  const machine = thisMachine(config.folders);
  const { platform } = config;
  if (platform && platform !== platformOf()) return doctorOf(platform, machine);
  const parts = await checkParts(machine);
  const detailed = new Map(parts.map((check) => [check.name, check]));
  const checks = [
    ...checkMachine(machine).map((check) => detailed.get(check.name) ?? check),
    ...(await checkAllPorts(config, machine)),
    ...checkOptional(machine),
  ];
  return conclude(checks, 'This machine can run the stack: npm start');
}

/** Runs no part; checks only that the registries have every file. */
async function doctorOf(platform: Platform, machine: Machine): Promise<number> {
  say(`What a ${platform} machine with no parts downloads:\n`);
  return conclude(await checkParts(machine, partsOf(platform)), `The registries have everything for ${platform}.`);
}

async function checkAllPorts(config: LocalConfig, machine: Machine): Promise<Check[]> {
  const isRunning = runningSupervisor(config.folders) !== null;
  if (isRunning) return [{ name: 'Ports', verdict: 'ok', finding: 'in use by the running stack' }];
  if (config.ports.isAuto) return [{ name: 'Ports', verdict: 'ok', finding: 'free ones are chosen' }];
  const taken = await checkPorts(machine, await resolvePorts(config.ports), portsOf(config), config.gatewayHost);
  return taken.length > 0 ? taken : [{ name: 'Ports', verdict: 'ok', finding: 'free' }];
}

function conclude(checks: readonly Check[], success: string): number {
  say(checksTable(checks));
  const problems = problemsIn(checks);
  say(
    problems.length === 0
      ? `\n${success}`
      : `\n${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} to fix first.`,
  );
  return problems.length === 0 ? 0 : 1;
}
