import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import type { AvroRecord } from '@ticketing/contracts';
import { registryAccess } from './registry.ts';

/**
 * Old events are read forever and services are upgraded one by one, so every schema must be compatible with all
 * versions in both directions: only fields with defaults may be added or removed.
 */
const compatibility = COMPATIBILITY.FULL_TRANSITIVE;

/**
 * Registers a schema under its subject and sets the subject's compatibility. Idempotent.
 * @returns the schema's id; a known schema keeps its id
 * @throws when the registry rejects the schema as incompatible with earlier versions (`status` 409)
 */
export async function registerSchema(
  registryUrl: string,
  subject: string,
  schema: AvroRecord,
): Promise<{ id: number }> {
  // A canonical text per schema, because registries distinguish versions by text.
  const text = JSON.stringify(schema);
  const registry = new SchemaRegistry(registryAccess(registryUrl));
  return registry.register({ type: SchemaType.AVRO, schema: text }, { subject, compatibility });
}
