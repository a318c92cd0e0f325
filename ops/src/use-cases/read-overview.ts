import type { BrokerStatus } from '../monitoring/broker-status.ts';
import type { ServiceMetrics } from '../monitoring/service-metrics.ts';
import type { OpenLetters } from '../store/letter-statistics.ts';
import type { OpsDeps } from './deps.ts';

export interface OverviewDeps extends Pick<OpsDeps, 'statistics' | 'resends' | 'replays'> {
  readBroker: () => Promise<BrokerStatus | null>;
  readServices: () => Promise<ServiceMetrics[]>;
}

export interface Overview {
  letters: OpenLetters[];
  replays: { running: number; waiting: number; oldestWaitingAt: Date | null };
  /** Null when the broker does not respond; the rest is still shown. */
  broker: BrokerStatus | null;
  services: ServiceMetrics[];
}

/** Reads the overview of everything pending. */
export const readOverview =
  ({ statistics, resends, replays, readBroker, readServices }: OverviewDeps) =>
  async (): Promise<Overview> => {
    const [letters, running, waiting, broker, services] = await Promise.all([
      statistics.open(),
      replays.countRunning(),
      resends.waitingStatus(),
      readBroker(),
      readServices(),
    ]);
    const { count, oldestAt } = waiting;
    return { letters, replays: { running, waiting: count, oldestWaitingAt: oldestAt }, broker, services };
  };
