import { TransientError } from '@ticketing/common/errors';
import type { Logger } from '@ticketing/common/log';
import { z } from 'zod';
import { askElk, type ElkServer } from './elk-client.ts';
import { componentName, dataStreamOf, type ElkFiles, type IndexTemplate, readElkFiles } from './elk-files.ts';

export interface ApplyElkOptions {
  elasticsearch: ElkServer;
  kibana: ElkServer;
  /** Passwords of the accounts to create; absent where an operator creates them. */
  accounts?: { kibanaSystem: string; filebeat: string } | undefined;
  log: Logger;
}

const dataStreams = z.object({
  data_streams: z.array(z.object({ indices: z.array(z.object({ index_name: z.string() })).min(1) })).length(1),
});
const mappings = z.record(
  z.string(),
  z.object({ mappings: z.object({ _meta: z.looseObject({ checksum: z.string().optional() }).optional() }) }),
);
const imported = z.object({
  success: z.boolean(),
  successCount: z.number(),
  errors: z
    .array(z.object({ type: z.string(), id: z.string(), error: z.looseObject({ type: z.string() }) }))
    .default([]),
});

/**
 * Installs accounts, templates and data streams in Elasticsearch, and searches and dashboard in Kibana. Idempotent: whatever was changed here
 * by hand is replaced.
 * @throws TransientError while one of them is not ready
 */
export async function applyElk({ elasticsearch, kibana, accounts, log }: ApplyElkOptions): Promise<void> {
  const files = readElkFiles();
  if (accounts) await putAccounts(elasticsearch, accounts, files.filebeatRole);
  await putTemplates(elasticsearch, files);
  for (const [name, template] of files.indexTemplates) {
    const stream = dataStreamOf(name);
    const isRolledOver = await putDataStream(elasticsearch, stream, template, files.checksum);
    log.info({ stream, retention: template.template.lifecycle.data_retention, isRolledOver }, 'data stream is ready');
  }
  const objects = await importObjects(kibana, files.savedObjects);
  log.info({ objects }, 'objects of Kibana are imported');
}

/** Kibana can't sign in before its account has a password, so this comes first. */
async function putAccounts(
  server: ElkServer,
  { kibanaSystem, filebeat }: NonNullable<ApplyElkOptions['accounts']>,
  role: object,
): Promise<void> {
  await askElk(server, 'PUT', '/_security/user/kibana_system/_password', { body: { password: kibanaSystem } });
  await askElk(server, 'PUT', '/_security/role/ticketing_filebeat', { body: role });
  await askElk(server, 'PUT', '/_security/user/ticketing_filebeat', {
    body: { password: filebeat, roles: ['ticketing_filebeat'] },
  });
}

async function putTemplates(server: ElkServer, { component, indexTemplates }: ElkFiles): Promise<void> {
  const builtIn = new Set([...indexTemplates.values()].flatMap(({ composed_of }) => composed_of));
  builtIn.delete(componentName);
  for (const name of builtIn) {
    // A new cluster installs its own templates shortly after it answers.
    const { status } = await askElk(server, 'GET', `/_component_template/${name}`, { accepted: [404] });
    if (status === 404) throw new TransientError(`Elasticsearch has not installed ${name} yet`);
  }
  await askElk(server, 'PUT', `/_component_template/${componentName}`, { body: component });
  for (const [name, template] of indexTemplates)
    await askElk(server, 'PUT', `/_index_template/${name}`, { body: template });
}

/**
 * Creates a data stream if it is missing, and sets its retention. Templates apply to new indices only: if the one that is written to has other
 * templates' fields, because they changed or because Filebeat was first, the stream gets a new index.
 */
async function putDataStream(
  server: ElkServer,
  stream: string,
  { template }: IndexTemplate,
  checksum: string,
): Promise<boolean> {
  const path = `/_data_stream/${stream}`;
  const found = await askElk(server, 'GET', path, { accepted: [404] });
  if (found.status === 404) {
    // 400: Filebeat created it in between.
    await askElk(server, 'PUT', path, { accepted: [400] });
  }
  await askElk(server, 'PUT', `${path}/_lifecycle`, { body: template.lifecycle });
  const { data_streams } = dataStreams.parse((await askElk(server, 'GET', path)).body);
  const index = data_streams[0]?.indices.at(-1)?.index_name ?? '';
  const current = mappings.parse((await askElk(server, 'GET', `/${index}/_mapping`)).body)[index];
  if (current?.mappings._meta?.checksum === checksum) return false;
  await askElk(server, 'POST', `/${stream}/_rollover`);
  return true;
}

/** @throws Error naming every object that Kibana refuses */
async function importObjects(kibana: ElkServer, lines: string): Promise<number> {
  const form = new FormData();
  form.append('file', new Blob([lines], { type: 'application/x-ndjson' }), 'kibana.ndjson');
  const answer = await askElk(kibana, 'POST', '/api/saved_objects/_import?overwrite=true', { body: form });
  const { success, successCount, errors } = imported.parse(answer.body);
  if (!success)
    throw new Error(
      `Kibana refused: ${errors.map(({ type, id, error }) => `${type} ${id} (${error.type})`).join(', ')}`,
    );
  return successCount;
}
