import { type AvroRecord, schemaByTopic, subjectOf, type Topic, topicNames } from '@ticketing/contracts';
import { CliError } from '../exit.ts';

/**
 * `current`: the registry has this schema; `compatible`: it would accept it as a new version; `new`: the subject does
 * not exist yet.
 */
export type SchemaVerdict = 'current' | 'compatible' | 'new' | 'incompatible';

export interface SchemaCheck {
  subject: string;
  verdict: SchemaVerdict;
  /** Of the registered schema. */
  id: number | null;
  version: number | null;
  /** Why it is incompatible; empty when the registry gives no reasons, as Apicurio does. */
  problems: string[];
}

const timeoutMs = 10_000;
const contentType = 'application/vnd.schemaregistry.v1+json';

interface RegistryAnswer {
  status: number;
  body: Record<string, unknown>;
}

async function ask(registry: string, path: string, body?: object): Promise<RegistryAnswer> {
  try {
    const answer = await fetch(`${registry}${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': contentType } }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: answer.status, body: (await answer.json()) as RegistryAnswer['body'] };
  } catch (cause) {
    throw new CliError(`The schema registry at ${registry} did not respond: ${(cause as Error).message}`);
  }
}

/**
 * Compares the contracts' schemas with the registry without changing it.
 * Source: Confluent Schema Registry API: "Check if a schema has already been registered", "Test input schema against
 * a subject's schemas for compatibility".
 * @throws CliError when the registry does not respond
 */
export const checkSchemas = (
  registry: string,
  schemas: Readonly<Record<Topic, AvroRecord>> = schemaByTopic,
): Promise<SchemaCheck[]> =>
  Promise.all(topicNames.map((topic) => checkSchema(registry, subjectOf(topic), schemas[topic])));

async function checkSchema(registry: string, subject: string, schema: AvroRecord): Promise<SchemaCheck> {
  const path = encodeURIComponent(subject);
  const text = { schema: JSON.stringify(schema) };
  const found = await ask(registry, `/subjects/${path}`, text);
  const unregistered = { subject, id: null, version: null, problems: [] };
  if (found.status === 200) {
    return { ...unregistered, verdict: 'current', id: Number(found.body.id), version: Number(found.body.version) };
  }
  if (found.status !== 404) throw unexpected(registry, found);
  const versions = await ask(registry, `/subjects/${path}/versions`);
  if (versions.status === 404) return { ...unregistered, verdict: 'new' };
  const judged = await ask(registry, `/compatibility/subjects/${path}/versions?verbose=true`, text);
  if (judged.status !== 200) throw unexpected(registry, judged);
  const messages = Array.isArray(judged.body.messages) ? judged.body.messages.map(String) : [];
  return judged.body.is_compatible === true
    ? { ...unregistered, verdict: 'compatible' }
    : { ...unregistered, verdict: 'incompatible', problems: messages };
}

const unexpected = (registry: string, { status, body }: RegistryAnswer): CliError =>
  new CliError(`The schema registry at ${registry} responded with ${status}: ${String(body.message ?? '')}`);
