// Gives a role to a user or takes it away. The user's sessions end, so it takes effect at once.
//   MONGO_URI=… node src/grant-role.ts [--revoke] <email> operator
import { parseArgs } from 'node:util';
import { fail, runAccountCommand } from './account-command.ts';
import { type Role, roles } from './domain/user.ts';
import { changeRoles } from './use-cases/change-roles.ts';

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

await runAccountCommand(process.env, async (deps) => {
  const isKnown = await changeRoles(deps)({ email, role, change: isRevocation ? 'revoke' : 'grant' });
  return isKnown ? `${isRevocation ? 'revoked' : 'granted'} ${role}` : null;
});
