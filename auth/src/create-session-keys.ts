// Prints a new key pair for sessions as two lines for an environment file; see docs/runbooks/rotate-session-keys.md.
//   node src/create-session-keys.ts
import { newSessionKey, publicKeySet } from '@ticketing/common/session-keys';

const key = newSessionKey();
process.stdout.write(`SESSION_PRIVATE_KEYS='${JSON.stringify({ keys: [key] })}'\n`);
process.stdout.write(`SESSION_PUBLIC_KEYS='${JSON.stringify(publicKeySet([key]))}'\n`);
