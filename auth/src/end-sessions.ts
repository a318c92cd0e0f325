// Ends all sessions of an account, such as one that somebody else uses.
//   MONGO_URI=… node src/end-sessions.ts --reason '…' <email>
import { reasonAndEmail, runAccountCommand } from './account-command.ts';
import { endSessionsOfAccount } from './use-cases/end-sessions-of-account.ts';

const { reason, email } = reasonAndEmail("usage: end-sessions.ts --reason '<why, and who asked>' <email>");

await runAccountCommand(process.env, async (deps) => {
  const count = await endSessionsOfAccount(deps)({ email, reason });
  return count === null ? null : `ended ${count} ${count === 1 ? 'session' : 'sessions'}`;
});
