import { toMs } from '@ticketing/common/config';
import { startConsuming } from '@ticketing/common/consuming';
import { brokerCheck, createCodec, createKafka, createPublisher } from '@ticketing/common/kafka';
import { Gauge } from '@ticketing/common/metrics';
import { runService } from '@ticketing/common/service';
import { loadConfig } from './config.ts';
import { applyToTimers } from './consumers/index.ts';
import { createTimerQueue } from './store/timer-queue.ts';
import { publishExpiration } from './use-cases/publish-expiration.ts';

await runService({
  name: 'expiration',
  loadConfig: () => loadConfig(process.env),
  start: async ({ config, log, metrics, onStop }) => {
    const kafka = createKafka({ clientId: 'expiration', brokers: config.KAFKA_BROKERS, log });
    const broker = brokerCheck(kafka);
    onStop('broker check', broker.close);
    const publisher = await createPublisher(kafka);
    onStop('publisher', publisher.close);
    const codec = createCodec(config.SCHEMA_REGISTRY_URL);

    const timers = createTimerQueue(config.REDIS_URL);
    onStop('timers', timers.close);
    timers.run(publishExpiration({ codec, publisher }), (err) => log.warn({ err }, 'timer not published; will retry'));
    new Gauge({
      name: 'expiration_timers',
      help: 'Timers by state; failed ones need a person',
      labelNames: ['state'],
      registers: [metrics],
      async collect() {
        for (const [state, count] of Object.entries(await timers.counts())) this.set({ state }, count);
      },
    });

    const consumer = await startConsuming({
      kafka,
      service: 'expiration',
      codec,
      publisher,
      applier: applyToTimers(timers),
      retryDelaysMs: config.RETRY_DELAYS_SECONDS.map(toMs),
      batchSize: config.CONSUMER_BATCH_SIZE,
      log,
      metrics,
    });
    onStop('consumer', consumer.stop);
    return { checks: { redis: timers.check, broker: broker.check } };
  },
});
