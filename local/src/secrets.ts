import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@ticketing/common/config';
import { newEcKey, type PrivateJwk } from '@ticketing/common/ec-keys';
import { z } from 'zod';
import type { Folders, LocalConfig } from './config.ts';
import { writeJson } from './files/write-atomically.ts';

const random = () => randomBytes(24).toString('hex');

/** Created once for a home and kept with its data, because the databases store their passwords there. */
const Secrets = z.object({
  jwtKey: z.string().default(random),
  /** Only auth gets it; the services get the public part. */
  sessionKey: z.custom<PrivateJwk>().default(newEcKey),
  /** Only notifications gets it; auth gets the public part. */
  notificationsKey: z.custom<PrivateJwk>().default(newEcKey),
  /** Only auth gets it. */
  secondFactorKey: z.string().default(() => randomBytes(32).toString('hex')),
  postgresPassword: z.string().default(random),
  ordersPassword: z.string().default(random),
  bookingsPassword: z.string().default(random),
  debeziumPassword: z.string().default(random),
  /** Every password of a part under `--secure` follows from it. */
  partsKey: z.string().default(random),
  /** Whether the parts of this home ask for TLS and credentials. */
  secures: z.boolean().default(false),
  stripeWebhookSecret: z.string().default(() => `whsec_${random()}`),
});

export type Secrets = z.infer<typeof Secrets>;

export const secretsFile = ({ data }: Folders): string => join(data, 'secrets.json');

/** Reads the home's secrets; creates missing ones. Only the owner can read the file. */
export function loadSecrets(folders: Folders): Secrets {
  const file = secretsFile(folders);
  const secrets = Secrets.parse(JSON.parse(readOr(file, '{}')));
  writeJson(file, secrets);
  return secrets;
}

/**
 * Reads the secrets for a start, which decides once whether the data is protected: users and passwords are part of it.
 * @throws ConfigError when the data was created otherwise
 */
export function secretsForStart({ folders, secures }: Pick<LocalConfig, 'folders' | 'secures'>): Secrets {
  const file = secretsFile(folders);
  const isNew = readOr(file, '') === '';
  const secrets = loadSecrets(folders);
  if (isNew) writeJson(file, { ...secrets, secures });
  else if (secrets.secures !== secures)
    throw new ConfigError(
      `this data was created ${secrets.secures ? 'with' : 'without'} --secure; start it so, or delete it with npm run reset`,
    );
  return { ...secrets, secures };
}

function readOr(file: string, fallback: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return fallback;
    throw error;
  }
}
