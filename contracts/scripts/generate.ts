// Generates src/generated/events.ts from avro/*.avsc, and asyncapi.json beside it from these and the catalogue of topics. With
// `--check` it compares instead of writing, so that drift fails the build. A custom generator, because the public Avro generators are unmaintained or emit classes and wrapped
// unions.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type AvroField, type AvroRecord, type AvroType, isArray, isRecord, recordsIn } from '../src/avro-schema.ts';

const contracts = join(import.meta.dirname, '..');
const avroDir = join(contracts, 'avro');

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
  if (isArray(type)) return `${typeScriptOf(type.items)}[]`;
  return typeScriptOf(type.type);
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
    ...schemas.flatMap(({ record }) => recordsIn(record).map(interfaceOf)),
    `export interface EventByTopic {\n${schemas.map(({ topic, record }) => `  '${topic}': ${record.name};`).join('\n')}\n}`,
    `export const schemaByTopic: Record<keyof EventByTopic, AvroRecord> = {\n${schemas
      .map(({ topic, record }) => `  '${topic}': ${JSON.stringify(record)},`)
      .join('\n')}\n};`,
    '',
  ].join('\n\n');
}

const isCheck = process.argv.includes('--check');

/** Writes a file, or with `--check` compares it. */
function emit(path: string, text: string): void {
  if (!isCheck) {
    writeFileSync(path, text);
  } else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(
      `${relative(process.cwd(), path)} is not what its sources generate: run \`npm run generate -w contracts\``,
    );
    process.exitCode = 1;
  }
}

emit(join(contracts, 'src/generated/events.ts'), generate());
// Imported late: it reads the module that has just been written.
const { asyncApiDocument } = await import('./asyncapi.ts');
emit(join(contracts, 'src/generated/asyncapi.json'), `${JSON.stringify(asyncApiDocument(), null, 2)}\n`);
