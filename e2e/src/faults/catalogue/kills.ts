import { services } from '@ticketing/contracts';
import type { Fault } from '../fault.ts';
import { killAndRestart } from '../tools/outages.ts';

const programs = [...services.filter((name) => name !== 'ops'), 'relay-mongo', 'relay-raw'];
const timesEach = 2;

export const kills: Fault[] = programs.map((program) => ({
  name: `kill-${program}`,
  title: `kill -9 of ${program}, ${timesEach} times, at random`,
  group: 'kill -9 of each service and each relay at random',
  async inject(stage) {
    for (let time = 0; time < timesEach; time += 1) await killAndRestart(stage, program);
  },
}));
