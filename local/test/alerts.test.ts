import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../src/config.ts';
import { alerts, expressions, recorded } from './alert-rules.ts';

const dashboardsFolder = join(root, 'infra/observability/dashboards');
const workspaces = [
  ...['auth', 'tickets', 'catalog', 'orders', 'bookings', 'payments', 'expiration', 'notifications'],
  ...['ops', 'outbox-worker', 'common'],
];

/** The source of every program that has metrics. */
const sources = workspaces
  .flatMap((name) => {
    const folder = join(root, name, 'src');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Metrics that every target of Prometheus has, or that prom-client adds to every program. */
const standard = /^(up|process_.*|nodejs_.*)$/;
/** What Prometheus adds to the name of a histogram. */
const withoutSuffix = (name: string) => name.replace(/_(bucket|count|sum)$/, '');

function metricsIn(expression: string): string[] {
  const withoutStrings = expression.replaceAll(/"[^"]*"/g, '""').replaceAll(/\{[^}]*\}/g, '');
  const words =
    withoutStrings.replaceAll(/\b(by|on|without) \([^)]*\)/g, '').match(/\b[a-z_:][a-z0-9_:]*\b(?!\s*\()/g) ?? [];
  return words.filter((word) => word.includes('_') || word === 'up');
}

const isKnown = (metric: string): boolean =>
  standard.test(metric) || recorded.includes(metric) || sources.includes(withoutSuffix(metric));

describe('an alert', () => {
  it.each(alerts.map((alert) => [alert.alert, alert] as const))('%s has a runbook that names it', (name, alert) => {
    const file = join(root, alert.annotations.runbook);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(`\`${name}\``);
  });

  it('asks for metrics that exist', () => {
    expect(expressions.flatMap(metricsIn).filter((metric) => !isKnown(metric))).toEqual([]);
  });
});

describe('a dashboard', () => {
  interface Dashboard {
    title: string;
    rows: { title: string; panels: { title: string; expr: string[] }[] }[];
  }
  const dashboards = readdirSync(dashboardsFolder).map(
    (file) => JSON.parse(readFileSync(join(dashboardsFolder, file), 'utf8')) as Dashboard,
  );

  it.each(dashboards.map((dashboard) => [dashboard.title, dashboard] as const))(
    '%s asks for metrics that exist',
    (_, { rows }) => {
      const panels = rows.flatMap((row) => row.panels);
      const asked = panels.flatMap(({ expr }) => expr).flatMap(metricsIn);
      expect(asked.length).toBeGreaterThan(0);
      expect(asked.filter((metric) => !isKnown(metric))).toEqual([]);
    },
  );
});
