import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type LocalConfig, root } from '../config.ts';
import { readEndpoints, trustAuthority } from '../endpoints.ts';
import { sandboxKey } from '../stack/service-units.ts';
import { printError } from '../ui/print.ts';

export interface UnknownChargesOptions {
  since: string;
  refund: boolean;
  json: boolean;
}

/** Runs the program of payments against the local stack. In a cluster it runs beside the service. @returns the exit code */
export async function unknownCharges(
  { folders, stripeKey }: LocalConfig,
  { since, refund, json }: UnknownChargesOptions,
): Promise<number> {
  const addresses = readEndpoints(folders.home)?.addresses;
  if (!addresses) {
    printError('nothing is running here; npm start starts everything');
    return 1;
  }
  trustAuthority(addresses);
  const flags = ['--since', since, ...(refund ? ['--refund'] : []), ...(json ? ['--json'] : [])];
  const child = spawn(process.execPath, [join(root, 'payments/src/unknown-charges.ts'), ...flags], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      MONGO_URI: addresses.databases.payments,
      STRIPE_KEY: stripeKey ?? sandboxKey,
      ...(addresses.stripe && { STRIPE_API_URL: addresses.stripe }),
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
