import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import type { Logger } from '@ticketing/common/log';
import { type AvroRecord, schemaByTopic, subjectOf, topicNames } from '@ticketing/contracts';

export interface RegisterSchemasOptions {
  registryUrl: string;
  log: Logger;
}

/**
 * Old events are read forever and services are upgraded one by one, so every schema must be compatible with all
 * versions in both directions: only fields with defaults may be added or removed.
 */
export const compatibility = COMPATIBILITY.FULL_TRANSITIVE;

/** A canonical text per schema, because registries distinguish versions by text. */
const textOf = (schema: AvroRecord): string => JSON.stringify(schema);

/**
 * Registers every schema under its subject and sets the subject's compatibility. Idempotent.
 * @throws when the registry rejects a schema as incompatible with its earlier versions
 */
export async function registerSchemas({ registryUrl, log }: RegisterSchemasOptions): Promise<void> {
  const registry = new SchemaRegistry({ host: registryUrl });
  for (const topic of topicNames) {
    await registerSchema(registry, subjectOf(topic), schemaByTopic[topic]);
  }
  log.info({ subjects: topicNames.length }, 'schemas are registered');
}

export const registerSchema = (registry: SchemaRegistry, subject: string, schema: AvroRecord) =>
  registry.register({ type: SchemaType.AVRO, schema: textOf(schema) }, { subject, compatibility });
