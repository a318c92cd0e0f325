// Generates objects of operators from the files that other set-ups use, too. With `--check` it compares instead of writing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { beatFor } from './elk-beat.ts';

const components = join(import.meta.dirname, '../k8s/components');
const read = (...path: string[]): unknown => parse(readFileSync(join(...path), 'utf8'));

const generated = [
  {
    target: join(components, 'monitoring/rules.yaml'),
    source: 'alerts.yaml',
    object: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'ticketing' },
      spec: read(import.meta.dirname, 'alerts.yaml'),
    },
  },
  {
    target: join(components, 'elk/beat.yaml'),
    source: 'elk/filebeat.yaml',
    object: beatFor({
      config: read(import.meta.dirname, 'elk/filebeat.yaml'),
      elasticsearch: read(components, 'elk/elasticsearch.yaml'),
    }),
  },
];

for (const { target, source, object } of generated) {
  const wanted = `# Generated from infra/observability/${source} by: node infra/observability/generate.ts\n${stringify(object, { lineWidth: 0 })}`;
  if (!process.argv.includes('--check')) writeFileSync(target, wanted);
  else if (readFileSync(target, 'utf8') !== wanted) {
    process.stderr.write(`${target} is not what ${source} says: run node infra/observability/generate.ts\n`);
    process.exitCode = 1;
  }
}
