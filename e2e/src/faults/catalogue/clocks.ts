import type { Fault } from '../fault.ts';
import { wrongClock } from '../tools/faketime.ts';

const services = ['auth', 'tickets', 'orders', 'payments', 'expiration', 'relay-mongo'];

export const clocks: Fault[] = services.map((service) => ({
  name: `clock-${service}`,
  title: `the clock of ${service} is an hour off, ahead or behind`,
  group: 'clock of one service an hour off',
  needs: 'faketime',
  async inject({ system, traffic, random, note, libfaketime }) {
    if (!libfaketime) throw new Error('libfaketime is not available');
    const hours = random.pick([-1, 1]);
    try {
      await system.restart(service, wrongClock(libfaketime, hours));
      await traffic.waitForJourneys(25, 12_000);
    } finally {
      await system.restart(service);
    }
    note(`${service} was ${hours > 0 ? 'ahead' : 'behind'} by an hour`);
  },
}));
