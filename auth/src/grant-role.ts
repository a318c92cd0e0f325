// Grants a role to a user. It takes effect at the next sign-in.
//   MONGO_URI=… node src/grant-role.ts <email> operator
import { parseEnv, url } from '@ticketing/common/config';
import { connectMongo } from '@ticketing/common/mongo';
import { z } from 'zod';
import { normalizeEmail, type Role, roles } from './domain/user.ts';
import { createUserStore } from './store/user-store.ts';

const [email = '', role = ''] = process.argv.slice(2);
const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};
if (!email || !roles.includes(role as Role)) fail(`usage: grant-role.ts <email> <${roles.join('|')}>`);

try {
  const { MONGO_URI } = parseEnv(z.object({ MONGO_URI: url('mongodb', 'mongodb+srv') }), process.env);
  const connection = await connectMongo(MONGO_URI);
  const isGranted = await createUserStore(connection).grantRole(normalizeEmail(email), role as Role);
  await connection.close();
  if (!isGranted) fail('no user has this email');
  process.stdout.write(`granted ${role}\n`);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
