import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { csv, type Environment, parseEnv, text, url } from '@ticketing/common/config';
import { z } from 'zod';
import type { ApplyElkOptions } from './apply-elk.ts';

const Env = z
  .object({
    ELASTICSEARCH_URL: url('http', 'https'),
    ELASTICSEARCH_USERNAME: text().default('elastic'),
    ELASTICSEARCH_PASSWORD: text(),
    KIBANA_URL: url('http', 'https'),
    KIBANA_SYSTEM_PASSWORD: text().optional(),
    FILEBEAT_PASSWORD: text().optional(),
    CA_FILES: csv().optional(),
  })
  .refine((env) => !env.KIBANA_SYSTEM_PASSWORD === !env.FILEBEAT_PASSWORD, {
    path: ['FILEBEAT_PASSWORD'],
    message: 'and KIBANA_SYSTEM_PASSWORD belong together',
  });

/**
 * Reads the variables of the job `elk`, and lets this process trust the authorities in CA_FILES: Elasticsearch and Kibana may have different
 * ones, and NODE_EXTRA_CA_CERTS takes one file.
 * @throws ConfigError
 */
export function elkOptions(environment: Environment): Omit<ApplyElkOptions, 'log'> {
  const env = parseEnv(Env, environment);
  if (env.CA_FILES) {
    const own = env.CA_FILES.map((file) => readFileSync(file, 'utf8'));
    setDefaultCACertificates([...getCACertificates('default'), ...own]);
  }
  const account = { username: env.ELASTICSEARCH_USERNAME, password: env.ELASTICSEARCH_PASSWORD };
  const { KIBANA_SYSTEM_PASSWORD: kibanaSystem, FILEBEAT_PASSWORD: filebeat } = env;
  return {
    elasticsearch: { url: env.ELASTICSEARCH_URL, ...account },
    kibana: { url: env.KIBANA_URL, ...account },
    accounts: kibanaSystem && filebeat ? { kibanaSystem, filebeat } : undefined,
  };
}
