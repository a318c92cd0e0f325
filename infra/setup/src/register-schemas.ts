import { registerSchema } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { schemaByTopic, subjectOf, topicNames } from '@ticketing/contracts';

export interface RegisterSchemasOptions {
  registryUrl: string;
  log: Logger;
}

/**
 * Registers every schema under its subject and sets the subject's compatibility. Idempotent.
 * @throws when the registry rejects a schema as incompatible with its earlier versions
 */
export async function registerSchemas({ registryUrl, log }: RegisterSchemasOptions): Promise<void> {
  for (const topic of topicNames) await registerSchema(registryUrl, subjectOf(topic), schemaByTopic[topic]);
  log.info({ subjects: topicNames.length }, 'schemas are registered');
}
