import { expect, it } from '@jest/globals';
import { resolvePorts } from '../ports/resolve-ports.ts';
import { checkMachine, checkOptional, checkPorts, problemsIn } from './checks.ts';
import type { Machine } from './machine.ts';

const gibibyte = 1024 ** 3;
const machineWith = (differences: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  nodeVersion: '24.0.0',
  javaMajor: () => 17,
  has: () => true,
  hasPip: () => true,
  hasPostgres: () => true,
  needsMaven: () => true,
  needsPip: () => true,
  availableMemoryBytes: () => 8 * gibibyte,
  freeDiskBytes: () => 50 * gibibyte,
  isPortFree: async () => true,
  holderOf: () => undefined,
  ...differences,
});
const problemsOn = (machine: Machine) => problemsIn(checkMachine(machine));

it('finds nothing missing on a machine that has everything', () => {
  expect(problemsOn(machineWith())).toEqual([]);
});

it('names everything that is missing at once, each with a remedy', () => {
  const bare = machineWith({ javaMajor: () => undefined, has: () => false, hasPip: () => false });

  const problems = problemsOn(bare);

  expect(problems.map(({ name }) => name)).toEqual(['Java', 'Maven', 'Python 3 with pip']);
  for (const { remedy } of problems) expect(remedy).toMatch(/install/);
});

it('calls a Java older than 17 too old', () => {
  expect(problemsOn(machineWith({ javaMajor: () => 11 }))).toMatchObject([{ name: 'Java', finding: '11 is too old' }]);
});

it('does without Maven and pip when everything they fetch is there', () => {
  const installed = machineWith({
    has: () => false,
    hasPip: () => false,
    needsMaven: () => false,
    needsPip: () => false,
  });
  expect(problemsOn(installed)).toEqual([]);
});

it('warns about little memory without refusing to start', () => {
  const small = machineWith({ availableMemoryBytes: () => gibibyte });
  expect(problemsOn(small)).toEqual([]);
  expect(checkMachine(small)).toContainEqual(expect.objectContaining({ name: 'Memory', verdict: 'warning' }));
});

it('never requires what only some tests use', () => {
  expect(problemsIn(checkOptional(machineWith({ has: () => false })))).toEqual([]);
});

it('says of a taken port who holds it, who needs it and which variable changes it', async () => {
  const machine = machineWith({ isPortFree: async (port) => port !== 3003, holderOf: () => 'pid 42 (node)' });

  const [problem, ...others] = await checkPorts(machine, await resolvePorts({ given: {}, isAuto: false }), '127.0.0.1');

  expect(others).toEqual([]);
  expect(problem).toMatchObject({ name: 'Port 3003', finding: 'taken by pid 42 (node); orders needs it' });
  expect(problem?.remedy).toContain('TICKETING_ORDERS_PORT=');
});
