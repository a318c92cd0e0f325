// Generates the Prometheus operator's object from alerts.yaml. With `--check` it compares instead of writing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

const target = join(import.meta.dirname, '../k8s/components/monitoring/rules.yaml');
const spec: unknown = parse(readFileSync(join(import.meta.dirname, 'alerts.yaml'), 'utf8'));
const object = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'ticketing' },
  spec,
};
const wanted = `# Generated from infra/observability/alerts.yaml by: node infra/observability/generate.ts\n${stringify(object, { lineWidth: 0 })}`;

if (!process.argv.includes('--check')) writeFileSync(target, wanted);
else if (readFileSync(target, 'utf8') !== wanted) {
  process.stderr.write(`${target} is not what alerts.yaml says: run node infra/observability/generate.ts\n`);
  process.exitCode = 1;
}
