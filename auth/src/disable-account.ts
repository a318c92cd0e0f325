// Keeps the owner of an account out, or lets them in again. All sessions end.
//   MONGO_URI=… node src/disable-account.ts [--undo] --reason '…' <email>
import { reasonAndEmail, runAccountCommand } from './account-command.ts';
import { disableAccount } from './use-cases/disable-account.ts';

const usage = "usage: disable-account.ts [--undo] --reason '<why, and who asked>' <email>";
const { reason, email, hasFlag: isUndone } = reasonAndEmail(usage, 'undo');

await runAccountCommand(process.env, async (deps) =>
  (await disableAccount(deps)({ email, reason, isUndone })) ? `${isUndone ? 'enabled' : 'disabled'} the account` : null,
);
