import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

const folder = join(import.meta.dirname, '../../../observability/elk');
const readText = (file: string): string => readFileSync(join(folder, file), 'utf8');

const componentTemplate = z.looseObject({
  template: z.looseObject({ mappings: z.looseObject({ properties: z.record(z.string(), z.unknown()) }) }),
});
const indexTemplate = z.looseObject({
  index_patterns: z.array(z.string()).min(1),
  composed_of: z.array(z.string()),
  template: z.looseObject({ lifecycle: z.object({ data_retention: z.string() }) }),
});

export type IndexTemplate = z.infer<typeof indexTemplate>;

/** What infra/observability/elk contains, for Elasticsearch and Kibana. */
export interface ElkFiles {
  /** The component that both index templates are composed of; its mappings have `checksum` as their `_meta`. */
  component: z.infer<typeof componentTemplate>;
  /** By name; the data stream of each is called `<name>-default`. */
  indexTemplates: Map<string, IndexTemplate>;
  /** Of all templates: an index with another one was created by other templates. */
  checksum: string;
  filebeatRole: object;
  /** Lines of JSON, as Kibana exports them. */
  savedObjects: string;
}

/** @throws ZodError or SyntaxError when a file is damaged */
export function readElkFiles(): ElkFiles {
  const templateFiles = readdirSync(join(folder, 'index-templates')).sort();
  const componentText = readText('component-template.json');
  const texts = templateFiles.map((file) => readText(join('index-templates', file)));
  const checksum = createHash('sha256')
    .update([componentText, ...texts].join('\n'))
    .digest('hex');
  const component = componentTemplate.parse(JSON.parse(componentText));
  return {
    component: {
      ...component,
      template: { ...component.template, mappings: { ...component.template.mappings, _meta: { checksum } } },
    },
    indexTemplates: new Map(
      templateFiles.map((file, at) => [basename(file, '.json'), indexTemplate.parse(JSON.parse(texts[at] ?? ''))]),
    ),
    checksum,
    filebeatRole: z.looseObject({}).parse(JSON.parse(readText('filebeat-role.json'))),
    savedObjects: readText('kibana.ndjson'),
  };
}

export const componentName = 'logs-ticketing@mappings';
export const dataStreamOf = (template: string): string => `${template}-default`;
