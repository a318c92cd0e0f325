import { join } from 'node:path';
import { root } from '../config.ts';
import { installJava } from '../parts/java.ts';
import {
  installVictoria,
  prepareAlerts,
  prepareLogs,
  prepareMetrics,
  type VictoriaProgram,
} from '../parts/victoria.ts';
import { installZipkin, prepareZipkin } from '../parts/zipkin.ts';
import type { PortName } from '../ports/port-table.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { httpUrl, placeOf, type StackContext } from './context.ts';
import { metricsTargets, nodeUnit } from './service-units.ts';
import { layers, type Unit } from './unit.ts';

/** The programs of `--observe`. */
export const observing = ['traces', 'metrics', 'alerts', 'logs', 'telemetry'] as const satisfies PortName[];

/** What keeps and shows telemetry, under `--observe`. Nothing else depends on it. */
export const observeUnits = (context: StackContext): Unit[] =>
  context.config.observes
    ? [tracesUnit(context), metricsUnit(context), alertsUnit(context), logsUnit(context), telemetryUnit(context)]
    : [];

function tracesUnit(context: StackContext): Unit {
  const place = placeOf(context, 'traces');
  const { cache } = context.config.folders;
  return {
    name: 'traces',
    kind: 'part',
    layer: layers.databases,
    port: place.port,
    url: httpUrl(place.port),
    install: async (onProgress) => {
      await installZipkin(cache, onProgress);
      await installJava(cache, onProgress);
    },
    prepare: async () => prepareZipkin({ ...place, jar: await installZipkin(cache), java: await installJava(cache) }),
  };
}

type Place = ReturnType<typeof placeOf> & { command: string };

function victoriaUnit(
  context: StackContext,
  name: 'metrics' | 'alerts' | 'logs',
  program: VictoriaProgram,
  prepare: (place: Place) => Promise<LaunchSpec>,
): Unit {
  const place = placeOf(context, name);
  const { cache } = context.config.folders;
  return {
    name,
    kind: 'part',
    layer: layers.databases,
    port: place.port,
    url: httpUrl(place.port),
    install: async (onProgress) => void (await installVictoria(program, cache, onProgress)),
    prepare: async () => prepare({ ...place, command: await installVictoria(program, cache) }),
  };
}

const observability = (file: string): string => join(root, 'infra/observability', file);

const metricsUnit = (context: StackContext): Unit =>
  victoriaUnit(context, 'metrics', 'victoria-metrics', (place) =>
    prepareMetrics({
      ...place,
      targets: metricsTargets(context),
      dashboardsFolder: observability('dashboards'),
      alertsPort: context.ports.alerts,
    }),
  );

const alertsUnit = (context: StackContext): Unit =>
  victoriaUnit(context, 'alerts', 'vmalert', (place) =>
    prepareAlerts({ ...place, rulesFile: observability('alerts.yaml'), metricsPort: context.ports.metrics }),
  );

const logsUnit = (context: StackContext): Unit => victoriaUnit(context, 'logs', 'victoria-logs', prepareLogs);

/** Takes the programs' spans and log files to where they are kept. */
const telemetryUnit = (context: StackContext): Unit =>
  nodeUnit(context, {
    name: 'telemetry',
    kind: 'part',
    layer: layers.databases,
    program: 'local/src/observe/main.ts',
    readyPath: '/readyz',
    env: {
      TRACES_URL: httpUrl(context.ports.traces),
      LOGS_URL: httpUrl(context.ports.logs),
      LOGS_FOLDER: context.config.folders.logs,
    },
  });
