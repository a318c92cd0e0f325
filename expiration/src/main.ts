import { Gauge } from '@ticketing/common/metrics';
import { createOperationsApp } from '@ticketing/common/operations';
import { consumeEvents, openMessaging, runService } from '@ticketing/common/service';
import { loadConfig } from './config.ts';
import { applyToTimers } from './consumers/index.ts';
import { createTimerQueue } from './store/timer-queue.ts';
import { createOperationsUseCases, createUseCases } from './use-cases/index.ts';

await runService({
  name: 'expiration',
  loadConfig: () => loadConfig(process.env),
  start: async (context) => {
    const { config, log, metrics, onStop } = context;
    const messaging = await openMessaging('expiration', context);

    const timers = createTimerQueue(config.REDIS_URL);
    onStop('timers', timers.close);
    const useCases = createUseCases({ timers, ...messaging });
    timers.run(useCases.publishExpiration, (err) => log.warn({ err }, 'timer not published; will retry'));
    new Gauge({
      name: 'expiration_timers',
      help: 'Timers by state; failed ones need an operator',
      labelNames: ['state'],
      registers: [metrics],
      async collect() {
        for (const [state, count] of Object.entries(await timers.counts())) this.set({ state }, count);
      },
    });

    const applier = applyToTimers(useCases, timers.inFlightMarkers);
    await consumeEvents({ service: 'expiration', messaging, applier }, context);
    const app = createOperationsApp({
      service: 'expiration',
      useCases: createOperationsUseCases({ timers }),
      publicKeys: config.SESSION_PUBLIC_KEYS,
      log,
      metrics,
    });
    return { app, checks: { redis: timers.check, broker: messaging.checkBroker } };
  },
});
