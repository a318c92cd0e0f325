import { createKafka, openAdmin } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { grantsOf, kafkaUsers } from './grants.ts';

export interface ApplyGrantsOptions {
  /** The brokers' addresses, as a user who may alter access control lists. */
  brokers: readonly string[];
  log: Logger;
}

/** Gives every user of the brokers the rights that the catalogue of topics asks for, and no others. Idempotent. */
export async function applyGrants({ brokers, log }: ApplyGrantsOptions): Promise<void> {
  const admin = await openAdmin(createKafka({ clientId: 'setup', brokers, log }));
  try {
    for (const user of kafkaUsers) {
      const { added, removed } = await admin.replaceGrants(user, grantsOf(user));
      log.info({ user, added, removed }, 'rights at the brokers are set');
    }
  } finally {
    await admin.close();
  }
}
