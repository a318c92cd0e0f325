// Prints a new key pair as two lines for an environment file; see docs/runbooks/mails-not-delivered.md.
//   node src/create-keys.ts
import { newEcKey } from '@ticketing/common/ec-keys';
import { publicPartOf } from '@ticketing/common/sealing';

const key = newEcKey();
process.stdout.write(`NOTIFICATIONS_PUBLIC_KEY='${JSON.stringify(publicPartOf(key))}'\n`);
process.stdout.write(`NOTIFICATIONS_PRIVATE_KEYS='${JSON.stringify({ keys: [key] })}'\n`);
