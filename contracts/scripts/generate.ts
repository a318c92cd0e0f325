// Generates src/generated/events.ts from avro/*.avsc. With `--check` it compares instead of writing, so that drift
// fails the build. A custom generator, because the public Avro generators are unmaintained or emit classes and wrapped
// unions.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AvroField, type AvroRecord, type AvroType, isRecord } from '../src/avro-schema.ts';

const avroDir = join(import.meta.dirname, '../avro');
const target = join(import.meta.dirname, '../src/generated/events.ts');

const primitives: Record<string, string> = {
  string: 'string',
  int: 'number',
  long: 'number',
  boolean: 'boolean',
  null: 'null',
};

function typeScriptOf(type: AvroType): string {
  if (typeof type === 'string') {
    const known = primitives[type];
    if (!known) throw new Error(`no TypeScript type for Avro type "${type}"`);
    return known;
  }
  if (Array.isArray(type)) return type.map(typeScriptOf).join(' | ');
  if (isRecord(type)) return type.name;
  return typeScriptOf(type.type);
}

function nestedRecords({ fields }: AvroRecord): AvroRecord[] {
  return fields.flatMap(({ type }) => (isRecord(type) ? [...nestedRecords(type), type] : []));
}

const unitOf = ({ type }: AvroField) =>
  typeof type === 'object' && 'logicalType' in type ? ' Milliseconds since the epoch.' : '';
const fieldLine = (field: AvroField) =>
  `  /** ${field.doc}${unitOf(field)} */\n  ${field.name}: ${typeScriptOf(field.type)};`;
const interfaceOf = (record: AvroRecord) =>
  `${record.doc ? `/** ${record.doc} */\n` : ''}export interface ${record.name} {\n${record.fields.map(fieldLine).join('\n')}\n}`;

function generate(): string {
  const schemas = readdirSync(avroDir)
    .filter((file) => file.endsWith('.avsc'))
    .sort()
    .map((file) => ({
      topic: file.slice(0, -'.avsc'.length),
      record: JSON.parse(readFileSync(join(avroDir, file), 'utf8')) as AvroRecord,
    }));
  return [
    '// Generated from avro/*.avsc by `npm run generate -w contracts`. Do not edit.',
    "import type { AvroRecord } from '../avro-schema.ts';",
    ...schemas.flatMap(({ record }) => [...nestedRecords(record), record].map(interfaceOf)),
    `export interface EventByTopic {\n${schemas.map(({ topic, record }) => `  '${topic}': ${record.name};`).join('\n')}\n}`,
    `export const schemaByTopic: Record<keyof EventByTopic, AvroRecord> = {\n${schemas
      .map(({ topic, record }) => `  '${topic}': ${JSON.stringify(record)},`)
      .join('\n')}\n};`,
    '',
  ].join('\n\n');
}

const generated = generate();
if (!process.argv.includes('--check')) {
  writeFileSync(target, generated);
} else if (readFileSync(target, 'utf8') !== generated) {
  console.error('contracts/src/generated/events.ts differs from avro/*.avsc: run `npm run generate -w contracts`');
  process.exit(1);
}
