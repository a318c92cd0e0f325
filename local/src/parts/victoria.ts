import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFromGo } from '../install/go.ts';
import type { OnProgress } from '../install/install-once.ts';
import { versions } from '../install/wanted.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { answers } from './http-probe.ts';

const modules = {
  'victoria-metrics': { module: 'github.com/VictoriaMetrics/VictoriaMetrics', version: versions.victoriaMetrics },
  vmalert: { module: 'github.com/VictoriaMetrics/VictoriaMetrics', version: versions.victoriaMetrics },
  'vmalert-tool': { module: 'github.com/VictoriaMetrics/VictoriaMetrics', version: versions.victoriaMetrics },
  'victoria-logs': { module: 'github.com/VictoriaMetrics/VictoriaLogs', version: versions.victoriaLogs },
} as const;

export type VictoriaProgram = keyof typeof modules;

/** @returns the path of the program. @throws PartFailed when it must be built and Go is missing */
export function installVictoria(
  program: VictoriaProgram,
  cacheFolder: string,
  onProgress: OnProgress = () => {},
): Promise<string> {
  const { module, version } = modules[program];
  const folder = join(cacheFolder, `${program}-${version}`);
  return programFromGo({ program, command: `${module}/app/${program}`, version, folder }, onProgress);
}

interface Place {
  command: string;
  dataFolder: string;
  logFile: string;
  port: number;
}

const retention = '7d';
const urlOf = (port: number): string => `http://127.0.0.1:${port}`;

/** The arguments that all of these programs share. */
const shared = ({ port }: Place): string[] => [`-httpListenAddr=127.0.0.1:${port}`, '-loggerLevel=WARN'];

export interface MetricsOptions extends Place {
  /** By program: the address of its metrics. */
  targets: Readonly<Record<string, string>>;
  dashboardsFolder: string;
  alertsPort: number;
}

/** Scrapes every program, keeps what it found and draws the dashboards. */
export async function prepareMetrics(options: MetricsOptions): Promise<LaunchSpec> {
  const { command, dataFolder, logFile, port, targets, dashboardsFolder, alertsPort } = options;
  mkdirSync(dataFolder, { recursive: true });
  const scrapeFile = join(dataFolder, 'scrape.json');
  writeFileSync(scrapeFile, JSON.stringify(scrapeConfig(targets), null, 2));
  return {
    name: 'metrics',
    command,
    args: [
      ...shared(options),
      `-storageDataPath=${join(dataFolder, 'storage')}`,
      `-retentionPeriod=${retention}`,
      `-promscrape.config=${scrapeFile}`,
      `-vmui.customDashboardsPath=${dashboardsFolder}`,
      `-vmalert.proxyURL=${urlOf(alertsPort)}`,
      '-memory.allowedBytes=128MB',
    ],
    logFile,
    isReady: () => answers(`${urlOf(port)}/health`),
  };
}

/** In the format of Prometheus; JSON is YAML, too. */
const scrapeConfig = (targets: Readonly<Record<string, string>>) => ({
  global: { scrape_interval: '5s' },
  scrape_configs: Object.entries(targets).map(([name, address]) => {
    const { host, pathname } = new URL(address);
    return {
      job_name: name,
      metrics_path: pathname,
      honor_labels: true,
      static_configs: [{ targets: [host] }],
    };
  }),
});

export interface AlertsOptions extends Place {
  rulesFile: string;
  metricsPort: number;
}

/** Evaluates the alerting rules. Nobody is notified on a developer's machine: the page shows what fires. */
export async function prepareAlerts(options: AlertsOptions): Promise<LaunchSpec> {
  const { command, logFile, port, rulesFile, metricsPort } = options;
  const metrics = urlOf(metricsPort);
  return {
    name: 'alerts',
    command,
    args: [
      ...shared(options),
      `-rule=${rulesFile}`,
      `-datasource.url=${metrics}`,
      `-remoteWrite.url=${metrics}`,
      `-remoteRead.url=${metrics}`,
      '-notifier.blackhole',
      '-evaluationInterval=10s',
    ],
    logFile,
    isReady: () => answers(`${urlOf(port)}/health`),
  };
}

/** Keeps the logs and searches them. */
export async function prepareLogs(options: Place): Promise<LaunchSpec> {
  const { command, dataFolder, logFile, port } = options;
  mkdirSync(dataFolder, { recursive: true });
  return {
    name: 'logs',
    command,
    args: [
      ...shared(options),
      `-storageDataPath=${dataFolder}`,
      `-retentionPeriod=${retention}`,
      '-memory.allowedBytes=64MB',
    ],
    logFile,
    isReady: () => answers(`${urlOf(port)}/health`),
  };
}
