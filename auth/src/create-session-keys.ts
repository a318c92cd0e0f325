// Prints a new key pair for sessions as two lines for an environment file; see docs/runbooks/rotate-session-keys.md.
//   node src/create-session-keys.ts
import { newEcKey } from '@ticketing/common/ec-keys';
import { publicKeySet } from '@ticketing/common/session-keys';

const key = newEcKey();
process.stdout.write(`SESSION_PRIVATE_KEYS='${JSON.stringify({ keys: [key] })}'\n`);
process.stdout.write(`SESSION_PUBLIC_KEYS='${JSON.stringify(publicKeySet([key]))}'\n`);
