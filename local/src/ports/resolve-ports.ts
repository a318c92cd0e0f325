import { findFreePort } from './free-ports.ts';
import { type PortName, type Ports, portNames, portTable } from './port-table.ts';

export class PortsError extends Error {
  override readonly name = 'PortsError';
}

/** The ports given by the environment; with "auto", the others are not chosen yet. */
export interface PortChoice {
  given: Partial<Ports>;
  isAuto: boolean;
}

/**
 * Reads PORT, TICKETING_<NAME>_PORT and TICKETING_PORTS=auto.
 * @throws PortsError that names every invalid variable and every duplicate port
 */
export function parsePorts(env: Readonly<Record<string, string | undefined>>): PortChoice {
  const mode = env.TICKETING_PORTS || 'default';
  const given: Partial<Ports> = {};
  const problems: string[] = [];
  if (mode !== 'default' && mode !== 'auto') problems.push(`TICKETING_PORTS is "${mode}"; it must be "auto" or unset`);
  for (const name of portNames) {
    const { variable } = portTable[name];
    const text = env[variable];
    if (!text) continue;
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (port < 1 || port > 65_535) problems.push(`${variable} is "${text}", which is not a port (1 to 65535)`);
    else given[name] = port;
  }
  problems.push(...duplicatePorts(mode === 'auto' ? given : withFallbacks(given)));
  if (problems.length > 0) throw new PortsError(problems.join('\n'));
  return { given, isAuto: mode === 'auto' };
}

/** The final ports; with "auto", a free one for every port that was not given. */
export async function resolvePorts({ given, isAuto }: PortChoice): Promise<Ports> {
  if (!isAuto) return withFallbacks(given);
  const ports = { ...given };
  for (const name of portNames) ports[name] ??= await findFreePort();
  return ports as Ports;
}

const withFallbacks = (given: Partial<Ports>): Ports =>
  Object.fromEntries(portNames.map((name) => [name, given[name] ?? portTable[name].fallback])) as Ports;

function duplicatePorts(ports: Partial<Ports>): string[] {
  const users = new Map<number, PortName[]>();
  for (const name of portNames) {
    const port = ports[name];
    if (port !== undefined) users.set(port, [...(users.get(port) ?? []), name]);
  }
  return [...users].filter(([, names]) => names.length > 1).map(([port, names]) => describeClash(port, names));
}

const describeClash = (port: number, names: readonly PortName[]): string =>
  `port ${port} is used by ${names.map((name) => `${name} (${portTable[name].variable})`).join(' and ')}`;
