// Gives a role to a user or takes it away. The user's sessions end, so it takes effect at once.
//   MONGO_URI=… node src/grant-role.ts [--revoke] <email> operator
import { parseArgs } from 'node:util';
import { parseEnv, url } from '@ticketing/common/config';
import { createLogger } from '@ticketing/common/log';
import { connectMongo, mongoRevokedSessions } from '@ticketing/common/mongo';
import { createSecurityLog } from '@ticketing/common/security-log';
import { z } from 'zod';
import { accessTokenSeconds } from './config.ts';
import { type Role, roles } from './domain/user.ts';
import { createSessionStore } from './store/session-store.ts';
import { createUserStore } from './store/user-store.ts';
import { changeRoles } from './use-cases/change-roles.ts';

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};
const usage = `usage: grant-role.ts [--revoke] <email> <${roles.join('|')}>`;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: { revoke: { type: 'boolean' } }, allowPositionals: true });
    return { isRevocation: values.revoke ?? false, email: positionals[0] ?? '', role: positionals[1] as Role };
  } catch {
    return fail(usage);
  }
}

const { isRevocation, email, role } = readArguments();
if (!email || !roles.includes(role)) fail(usage);
const Env = z.object({ MONGO_URI: url('mongodb', 'mongodb+srv'), ACCESS_TOKEN_SECONDS: accessTokenSeconds() });

try {
  const { MONGO_URI, ACCESS_TOKEN_SECONDS } = parseEnv(Env, process.env);
  const connection = await connectMongo(MONGO_URI);
  const change = changeRoles({
    connection,
    users: createUserStore(connection),
    sessions: createSessionStore(connection),
    revokedSessions: mongoRevokedSessions(connection),
    accessTokenSeconds: ACCESS_TOKEN_SECONDS,
    securityLog: createSecurityLog(createLogger({ service: 'auth', level: 'info' })),
    now: () => new Date(),
  });
  const isKnown = await change({ email, role, change: isRevocation ? 'revoke' : 'grant' });
  await connection.close();
  if (!isKnown) fail('no user has this email');
  process.stdout.write(`${isRevocation ? 'revoked' : 'granted'} ${role}\n`);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
