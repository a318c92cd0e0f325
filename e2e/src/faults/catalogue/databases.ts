import { pause } from '@ticketing/common/backoff';
import { withMongo } from '../../checker/observe/read-mongo.ts';
import type { Fault } from '../fault.ts';
import { killAndRestart } from '../tools/outages.ts';
import { withRedis } from '../tools/redis.ts';

const steppedDownSeconds = 3;

export const databases: Fault[] = [
  {
    name: 'postgres-immediate-stop',
    title: 'PostgreSQL is stopped immediately (SIGQUIT, no checkpoint) and recovers from its log',
    group: 'Postgres immediate stop',
    async inject({ system, random, note }) {
      await pause(random.between(200, 1_500));
      system.signal('postgres', 'SIGQUIT');
      note('postgres stopped immediately');
      await system.exitsWithin('postgres', 10_000);
      await pause(random.between(0, 3_000));
      await system.restart('postgres');
    },
  },
  {
    name: 'mongo-step-down',
    title: `the primary of MongoDB steps down for ${steppedDownSeconds} s`,
    group: 'Mongo stepDown and kill -9',
    async inject({ addresses, random, note }) {
      for (const _ of [1, 2]) {
        await pause(random.between(200, 1_500));
        await withMongo(addresses.databases.auth, async (connection) => {
          await connection.db?.admin().command({ replSetStepDown: steppedDownSeconds, force: true });
        });
        note('mongo stepped down');
        await pause(steppedDownSeconds * 1_000);
      }
    },
  },
  {
    name: 'mongo-kill',
    title: 'kill -9 of MongoDB',
    group: 'Mongo stepDown and kill -9',
    inject: (stage) => killAndRestart(stage, 'mongo', stage.random.between(0, 3_000)),
  },
  {
    name: 'redis-kill',
    title: 'kill -9 of Redis',
    group: 'Redis kill -9 and FLUSHALL',
    inject: (stage) => killAndRestart(stage, 'redis', stage.random.between(0, 3_000)),
  },
  {
    name: 'redis-flushall',
    title: 'FLUSHALL: every timer is lost',
    group: 'Redis kill -9 and FLUSHALL',
    async inject({ addresses, random, note }) {
      for (const _ of [1, 2]) {
        await pause(random.between(500, 2_000));
        await withRedis(addresses.databases.expiration, (redis) => redis.flushall());
        note('redis flushed');
      }
    },
  },
];
