import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { schemaIdIn } from '@ticketing/contracts';
import type avsc from 'avsc';
import { PermanentError, TransientError } from '../errors/index.ts';

/** Without a timeout, a frozen registry or an unreachable host would block a partition forever. */
const registryTimeoutMs = 3_000;

/** Where the registry answers, and who asks: the user and the password in its URL. */
export function registryAccess(registryUrl: string): { host: string; auth?: { username: string; password: string } } {
  const url = new URL(registryUrl);
  const [username, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const host = Object.assign(url, { username: '', password: '' }).href.replace(/\/$/, '');
  return username ? { host, auth: { username, password } } : { host };
}

/**
 * Asks the registry's API, with the credentials in its URL.
 * @param path below the registry's URL, such as `/subjects`
 */
export function askRegistry(registryUrl: string, path: string, init: RequestInit = {}): Promise<Response> {
  const { host, auth } = registryAccess(registryUrl);
  const headers = new Headers(init.headers);
  if (auth) headers.set('authorization', `Basic ${btoa(`${auth.username}:${auth.password}`)}`);
  return fetch(`${host}${path}`, { signal: AbortSignal.timeout(registryTimeoutMs), ...init, headers });
}

/** Creates a client of the schema registry; each request times out after {@link registryTimeoutMs} and is retried twice. */
export const registryClient = (registryUrl: string): SchemaRegistry =>
  new SchemaRegistry({
    ...registryAccess(registryUrl),
    retry: { retries: 2 },
    middlewares: [() => ({ prepareRequest: async (next) => (await next()).enhance({ timeout: registryTimeoutMs }) })],
  });

/**
 * Returns the schema that a value was written with.
 * @throws PermanentError unknown_schema
 * @throws TransientError
 */
export async function writerSchemaOf(registry: SchemaRegistry, id: number): Promise<avsc.Type> {
  const writer = await undefinedIfNotFound(registry.getSchema(id));
  if (!writer) throw new PermanentError('unknown_schema', `the registry does not know schema ${id}`);
  return writer as unknown as avsc.Type;
}

/**
 * Returns the registry's response, or undefined for an unknown schema. Any other failure is transient: the client
 * reports an unreachable registry as status 400.
 * @throws TransientError
 */
export async function undefinedIfNotFound<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (cause) {
    const isUnknown = cause instanceof Error && 'status' in cause && (cause.status === 404 || cause.status === 422);
    if (isUnknown) return undefined;
    throw new TransientError('the schema registry does not respond', { cause });
  }
}

/** @throws PermanentError undecodable */
export function schemaIdOf(value: Buffer): number {
  const id = schemaIdIn(value);
  if (id === null)
    throw new PermanentError('undecodable', 'the value does not have the wire format: magic byte 0, schema id, Avro');
  return id;
}
