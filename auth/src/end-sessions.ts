// Ends all sessions of an account, such as one that somebody else uses.
//   MONGO_URI=… node src/end-sessions.ts --reason '…' <email>
import { parseArgs } from 'node:util';
import { fail, runAccountCommand } from './account-command.ts';
import { endSessionsOfAccount } from './use-cases/end-sessions-of-account.ts';

const usage = "usage: end-sessions.ts --reason '<why, and who asked>' <email>";

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: { reason: { type: 'string' } }, allowPositionals: true });
    return { reason: values.reason?.trim() ?? '', email: positionals[0] ?? '' };
  } catch {
    return fail(usage);
  }
}

const { reason, email } = readArguments();
if (!email || reason.length < 3) fail(usage);

await runAccountCommand(process.env, async (deps) => {
  const count = await endSessionsOfAccount(deps)({ email, reason });
  return count === null ? null : `ended ${count} ${count === 1 ? 'session' : 'sessions'}`;
});
