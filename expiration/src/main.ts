import { Gauge } from '@ticketing/common/metrics';
import { createOperationsApp } from '@ticketing/common/operations';
import { runPeriodically } from '@ticketing/common/periodic';
import { consumeEvents, openMessaging, runService } from '@ticketing/common/service';
import { loadConfig } from './config.ts';
import { applyToTimers } from './consumers/index.ts';
import { createTimerQueue } from './store/timer-queue.ts';
import { createOperationsUseCases, createUseCases } from './use-cases/index.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

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
      help: 'Timers by state; failed ones need an operator, and are kept for a day',
      labelNames: ['state'],
      registers: [metrics],
      async collect() {
        for (const [state, count] of Object.entries(await timers.counts())) this.set({ state }, count);
      },
    });

    onStop(
      'failed timers',
      runPeriodically({ name: 'failed timers', everyMs: hourMs, log }, async () => {
        const removed = await timers.removeFailed(dayMs);
        if (removed > 0) log.info({ removed }, 'failed timers removed');
      }),
    );

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
