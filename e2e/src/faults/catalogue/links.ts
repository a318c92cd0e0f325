import { pause } from '@ticketing/common/backoff';
import type { Fault, Stage } from '../fault.ts';
import { seconds } from '../tools/outages.ts';
import { type LinkName, linkOf, type Toxic } from '../tools/proxies.ts';

const group = 'cut and slow links (a proxy between the parts)';
const whatOf: Record<LinkName, string> = {
  kafka: 'services and the broker',
  postgres: 'orders or bookings and PostgreSQL',
  mongo: 'services and MongoDB',
  redis: 'expiration and Redis',
  registry: 'services and the schema registry',
  stripe: 'payments and Stripe',
  slot: 'Connect and PostgreSQL',
};
const links = Object.keys(whatOf) as LinkName[];

/** Several short interruptions hit more moments than a long one. */
async function cutSeveralTimes(stage: Stage, name: LinkName): Promise<void> {
  const { random, note } = stage;
  const link = linkOf(stage, name);
  for (const _ of [1, 2, 3]) {
    await pause(random.between(200, 1_500));
    const downMs = random.between(100, 3_000);
    await link.cut();
    try {
      await pause(downMs);
    } finally {
      await link.heal();
    }
    note(`${name} cut for ${seconds(downMs)}`);
  }
}

async function slowDown(stage: Stage, name: LinkName): Promise<void> {
  const { random, note } = stage;
  const link = linkOf(stage, name);
  const toxics: Toxic[] = [
    { type: 'latency', attributes: { latency: random.between(100, 400), jitter: random.between(50, 150) } },
    // Sends small pieces with pauses, so that responses arrive in parts.
    { type: 'slicer', attributes: { average_size: 200, size_variation: 100, delay: random.between(100, 1_000) } },
    { type: 'bandwidth', attributes: { rate: random.between(20, 60) } },
  ];
  for (const toxic of toxics) {
    await link.poison(toxic);
    try {
      await pause(random.between(2_000, 3_500));
    } finally {
      await link.cure(toxic);
    }
    note(`${name}: ${toxic.type} ${JSON.stringify(toxic.attributes)}`);
  }
}

const cuts = links.map(
  (name): Fault => ({
    name: `cut-${name}`,
    title: `the connection between ${whatOf[name]} is cut, three times`,
    group,
    needs: 'toxiproxy',
    inject: (stage) => cutSeveralTimes(stage, name),
  }),
);
const slow = links.map(
  (name): Fault => ({
    name: `slow-${name}`,
    title: `between ${whatOf[name]}: latency, fragmented responses, low bandwidth`,
    group,
    needs: 'toxiproxy',
    inject: (stage) => slowDown(stage, name),
  }),
);

export const badLinks: Fault[] = [...cuts, ...slow];
