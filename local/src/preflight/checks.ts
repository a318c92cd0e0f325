import { type PortName, type Ports, portTable } from '../ports/port-table.ts';
import type { Machine } from './machine.ts';
import type { PartState } from './part-states.ts';

export interface Check {
  name: string;
  /** "missing" keeps the stack from starting; "warning" and "optional" do not. */
  verdict: 'ok' | 'missing' | 'warning' | 'optional';
  finding: string;
  /** What the user can do about it. */
  remedy?: string;
}

const gibibyte = 1024 ** 3;
/** All parts and services together take about 2 GiB of resident memory after a start. */
const wantedMemoryBytes = 2.5 * gibibyte;
/** Parts, the built client and data is 0.6 GiB after a start; a lost connector keeps up to 1 GiB of PostgreSQL's log. */
const wantedDiskBytes = 2 * gibibyte;
const inGibibytes = (bytes: number) => `${(bytes / gibibyte).toFixed(1)} GiB`;

/** Everything the machine must have, each with a remedy. Read-only. */
export const checkMachine = (machine: Machine): Check[] => [
  checkSystem(machine),
  { name: 'Node', verdict: 'ok', finding: machine.nodeVersion },
  checkPackages(machine),
  ...machine.parts().map(checkPart),
  checkMemory(machine),
  checkDisk(machine),
];

function checkSystem(machine: Machine): Check {
  const problem = machine.systemProblem();
  if (problem) return { name: 'System', verdict: 'missing', ...problem };
  return { name: 'System', verdict: 'ok', finding: machine.system };
}

/** Detects a checkout that was installed on another platform or without optional packages, which would fail late. */
function checkPackages(machine: Machine): Check {
  const missing = machine.missingPackages();
  if (missing.length === 0)
    return { name: 'npm packages', verdict: 'ok', finding: 'all packages of this platform are installed' };
  return {
    name: 'npm packages',
    verdict: 'missing',
    finding: `not in node_modules: ${missing.join(', ')}`,
    remedy: 'run npm ci on this machine, without --omit=optional',
  };
}

function checkPart({ name, where, finding, remedy }: PartState): Check {
  if (where !== 'unavailable') return { name, verdict: 'ok', finding: `${where}: ${finding}` };
  return { name, verdict: 'missing', finding, ...(remedy ? { remedy } : {}) };
}

/** The detailed check: runs installed parts, and looks up the others in the registries. */
export const checkParts = (machine: Machine, parts = machine.parts()): Promise<Check[]> =>
  Promise.all(
    parts.map(async (part) => {
      const check = checkPart(part);
      if (part.where === 'unavailable') return check;
      if (part.where === 'downloadable') return checkSource(machine, part, check);
      return part.program ? checkStart(machine, part, check, part.program) : check;
    }),
  );

async function checkSource(machine: Machine, { artifacts, remedy }: PartState, check: Check): Promise<Check> {
  try {
    const places = await Promise.all(artifacts.map((artifact) => machine.locate(artifact)));
    return { ...check, finding: `${check.finding}, from ${[...new Set(places)].join(', ')}` };
  } catch (error) {
    const finding = error instanceof Error ? error.message : String(error);
    return { name: check.name, verdict: 'missing', finding, ...(remedy ? { remedy } : {}) };
  }
}

function checkStart(machine: Machine, part: PartState, check: Check, program: Program): Check {
  const version = machine.versionOf(program.command, program.args);
  if (version !== undefined) return { ...check, finding: `${version}, ${check.finding}` };
  const finding = `${program.command} exists but does not start`;
  return { name: part.name, verdict: 'missing', finding, remedy: part.remedy ?? 'run it to see the error' };
}

type Program = NonNullable<PartState['program']>;

function checkMemory(machine: Machine): Check {
  const available = machine.availableMemoryBytes();
  if (available >= wantedMemoryBytes)
    return { name: 'Memory', verdict: 'ok', finding: `${inGibibytes(available)} available` };
  return {
    name: 'Memory',
    verdict: 'warning',
    finding: `${inGibibytes(available)} available; the stack needs ${inGibibytes(wantedMemoryBytes)}`,
    remedy: 'close other programs, or expect swapping',
  };
}

function checkDisk(machine: Machine): Check {
  const free = machine.freeDiskBytes();
  if (free >= wantedDiskBytes) return { name: 'Disk', verdict: 'ok', finding: `${inGibibytes(free)} free` };
  return {
    name: 'Disk',
    verdict: 'missing',
    finding: `${inGibibytes(free)} free; parts and data need ${inGibibytes(wantedDiskBytes)}`,
    remedy: 'free some space, or set TICKETING_HOME and TICKETING_CACHE to folders on another disk',
  };
}

/** Programs that only some tests and tools use. */
export function checkOptional(machine: Machine): Check[] {
  const optional = (name: string, programs: string[], purpose: string): Check => {
    const found = programs.find((program) => machine.has(program));
    return { name, verdict: found ? 'ok' : 'optional', finding: found ? 'found' : `not found; ${purpose}` };
  };
  return [
    optional('Docker', ['docker'], 'needed only by infra/compose and TEST_BACKEND=containers'),
    optional('Chromium', ['chromium', 'chromium-browser', 'google-chrome'], 'needed only by the browser tests'),
    optional('Go', ['go'], 'needed only by npm start -- --observe and the test against stripe-mock'),
  ];
}

/** One finding for each of these ports that another program uses. */
export async function checkPorts(
  machine: Machine,
  ports: Ports,
  names: readonly PortName[],
  gatewayHost: string,
): Promise<Check[]> {
  const taken = await Promise.all(
    names.map(async (name) => {
      const port = ports[name];
      if (await machine.isPortFree(port, name === 'gateway' ? gatewayHost : '127.0.0.1')) return [];
      const holder = machine.holderOf(port);
      return [
        {
          name: `Port ${port}`,
          verdict: 'missing',
          finding: `in use${holder ? ` by ${holder}` : ''}; ${name} needs it`,
          remedy: `stop that program, or choose another port: ${portTable[name].variable}=<port> (TICKETING_PORTS=auto chooses free ones for everything)`,
        } satisfies Check,
      ];
    }),
  );
  return taken.flat();
}

export const problemsIn = (checks: readonly Check[]): Check[] => checks.filter(({ verdict }) => verdict === 'missing');
