import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pause } from '@ticketing/common/backoff';
import { createKafka, openAdmin } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { startTestBroker, type TestBroker } from '@ticketing/testing/broker';

let broker: TestBroker;
beforeAll(async () => {
  broker = await startTestBroker();
}, 120_000);
afterAll(() => broker?.stop());

/** How long the connection stays idle, milliseconds: KafkaJS would check its queue some hundred times. */
const idleMs = 500;

it('an idle connection runs no timer of its own', async () => {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
    prototype: { checkPendingRequests(): void };
  };
  const { checkPendingRequests } = prototype;
  const admin = await openAdmin(createKafka({ clientId: 'idle', brokers: broker.brokers, log: silentLogger() }));
  await admin.listTopics();
  let checks = 0;
  prototype.checkPendingRequests = function () {
    checks += 1;
    return checkPendingRequests.call(this);
  };
  try {
    await pause(idleMs);
    expect(checks).toBe(0);
    await admin.listTopics();
    expect(checks).toBeGreaterThan(0);
  } finally {
    prototype.checkPendingRequests = checkPendingRequests;
    await admin.close();
  }
});
