import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { securityModule } from '@ticketing/common/security-log';
import { parse } from 'yaml';
import { z } from 'zod';
import { componentName, dataStreamOf, readElkFiles } from '../src/elk/elk-files.ts';
import { fieldNames, linesOfPrograms } from './log-lines.ts';

const files = readElkFiles();
const savedObject = z.object({
  type: z.enum(['index-pattern', 'search', 'lens', 'dashboard']),
  id: z.string(),
  attributes: z.looseObject({ title: z.string() }),
  references: z.array(z.object({ type: z.string(), id: z.string(), name: z.string() })),
  coreMigrationVersion: z.string(),
  typeMigrationVersion: z.string(),
});
type SavedObject = z.infer<typeof savedObject>;
const objects = files.savedObjects
  .trimEnd()
  .split('\n')
  .map((line) => savedObject.parse(JSON.parse(line)));
const ofType = (type: SavedObject['type']) => objects.filter((each) => each.type === type);
const parsed = <Shape>(text: unknown): Shape => JSON.parse(String(text)) as Shape;

const filebeat = parse(readFileSync(join(import.meta.dirname, '../../observability/elk/filebeat.yaml'), 'utf8'));

interface Query {
  query: { query: string; language: string };
}
interface Column {
  sourceField: string;
}
interface LensState extends Query {
  datasourceStates: {
    formBased: { layers: Record<string, { columnOrder: string[]; columns: Record<string, Column> }> };
  };
}
const lensState = ({ attributes }: SavedObject) => attributes.state as LensState;
const searchSource = ({ attributes }: SavedObject) =>
  parsed<Query & { indexRefName?: string }>(
    (attributes.kibanaSavedObjectMeta as { searchSourceJSON: string }).searchSourceJSON,
  );
const panelsOf = ({ attributes }: SavedObject) =>
  parsed<{ type: string; panelRefName: string }[]>(attributes.panelsJSON);
/** The fields before a colon, outside quoted values. */
const fieldsInKql = (query: string) =>
  [...query.replace(/"[^"]*"/g, '""').matchAll(/([\w.@]+)\s*:/g)].map(([, name]) => name ?? '');

/** By place: each field that a file relies on. */
function usedFields(): [place: string, field: string][] {
  const ofTemplate = fieldNames(files.component.template.mappings.properties)
    .map((name) => name.replaceAll('.properties.', '.').replace(/\.(type|ignore_above|ignore_malformed)$/, ''))
    .map((field): [string, string] => [componentName, field]);
  const ofSearches = ofType('search').flatMap((search) => {
    const columns = [
      ...(search.attributes.columns as string[]),
      ...(search.attributes.sort as string[][]).map(([by]) => by ?? ''),
    ];
    return [...columns, ...fieldsInKql(searchSource(search).query.query)].map((field): [string, string] => [
      search.id,
      field,
    ]);
  });
  const ofCharts = ofType('lens').flatMap((lens) => {
    const { layers } = lensState(lens).datasourceStates.formBased;
    const columns = Object.values(layers).flatMap((layer) =>
      Object.values(layer.columns).map(({ sourceField }) => sourceField),
    );
    return [...columns.filter((name) => name !== '___records___'), ...fieldsInKql(lensState(lens).query.query)].map(
      (field): [string, string] => [lens.id, field],
    );
  });
  return [...ofTemplate, ...ofSearches, ...ofCharts];
}

describe('fields', () => {
  let written: Awaited<ReturnType<typeof linesOfPrograms>>;
  beforeAll(async () => {
    written = await linesOfPrograms();
  });

  it('of searches, charts and templates are fields that programs write', () => {
    const names = new Set(written.lines.flatMap((line) => fieldNames(line)));
    const used = usedFields();

    expect(used.length).toBeGreaterThan(50);
    expect(used.filter(([, field]) => !names.has(field))).toEqual([]);
  });

  it('of searches and charts have a type before the first line arrives', () => {
    const typed = new Set(usedFields().flatMap(([place, field]) => (place === componentName ? [field] : [])));

    expect(usedFields().filter(([, field]) => !typed.has(field))).toEqual([]);
  });

  it('are decoded by Filebeat from the lines of programs only', () => {
    const decoding = filebeat.processors[0].decode_json_fields;
    const marker: string = decoding.when.contains.message;

    expect(written.texts.length).toBeGreaterThan(2);
    for (const text of written.texts) expect(text).toContain(marker);
    expect('{"t":{"$date":"2026-01-01"},"s":"I","msg":"a line of MongoDB"}').not.toContain(marker);
  });

  it('divide the lines between the data streams', () => {
    const { index, indices } = filebeat['output.elasticsearch'];
    const streams = [...files.indexTemplates.keys()].map(dataStreamOf);
    const [[field, value] = []] = Object.entries(indices[0].when.equals);

    expect([index, ...indices.map((each: { index: string }) => each.index)].sort()).toEqual(streams.sort());
    expect(value).toBe(securityModule);
    expect(written.securityLine).toMatchObject({ [String(field)]: securityModule });
    expect(written.lines.filter((line) => line[String(field)] === value)).toHaveLength(1);
  });
});

describe('saved objects', () => {
  it('refer to objects of the file only, each by a name of its own', () => {
    const known = new Set(objects.map(({ type, id }) => `${type} ${id}`));

    expect(known.size).toBe(objects.length);
    for (const { id, references } of objects) {
      expect(references.filter((each) => !known.has(`${each.type} ${each.id}`)).map((each) => [id, each.id])).toEqual(
        [],
      );
      expect(new Set(references.map(({ name }) => name)).size).toBe(references.length);
    }
  });

  it('use each of their references, and no other', () => {
    for (const search of ofType('search'))
      expect(search.references.map(({ name }) => name)).toEqual([searchSource(search).indexRefName]);
    for (const lens of ofType('lens')) {
      const layers = Object.keys(lensState(lens).datasourceStates.formBased.layers);
      expect(lens.references.map(({ name }) => name)).toEqual(
        layers.map((layer) => `indexpattern-datasource-layer-${layer}`),
      );
    }
    for (const dashboard of ofType('dashboard'))
      expect(dashboard.references.map(({ name }) => name.split(':')[1])).toEqual(
        panelsOf(dashboard).map(({ panelRefName }) => panelRefName),
      );
  });

  it('are shown by the dashboard, charts first', () => {
    const [dashboard] = ofType('dashboard');
    const types = dashboard ? panelsOf(dashboard).map(({ type }) => type) : [];

    expect(types.filter((type) => type === 'lens')).toHaveLength(ofType('lens').length);
    expect(types.lastIndexOf('lens')).toBeLessThan(types.indexOf('search'));
    expect(ofType('lens').length).toBeGreaterThan(1);
  });

  it('read the patterns of the templates', () => {
    const patterns = [...files.indexTemplates.values()].flatMap(({ index_patterns }) => index_patterns);
    const read = ofType('index-pattern').flatMap(({ attributes }) => attributes.title.split(','));

    expect([...new Set(read)].sort()).toEqual(patterns.sort());
  });
});

it('every template takes the fields of programs and, for the rest, those of ECS', () => {
  for (const { composed_of } of files.indexTemplates.values())
    expect(composed_of).toEqual(['ecs@mappings', componentName]);
});

it('docs/security/logging.md names the data streams', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/security/logging.md'), 'utf8');

  for (const name of files.indexTemplates.keys()) expect(text).toContain(`\`${dataStreamOf(name)}\``);
});
