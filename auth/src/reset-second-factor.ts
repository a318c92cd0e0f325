// Removes the second factor of an account whose owner has lost it. The user's sessions end; see
// docs/runbooks/lost-second-factor.md.
//   MONGO_URI=… node src/reset-second-factor.ts --reason '…' <email>
import { reasonAndEmail, runAccountCommand } from './account-command.ts';
import { createPasskeyStore } from './store/passkey-store.ts';
import { createSecondFactorStore } from './store/second-factor-store.ts';
import { resetSecondFactor } from './use-cases/reset-second-factor.ts';

const { reason, email } = reasonAndEmail(
  "usage: reset-second-factor.ts --reason '<who asked, and how you know them>' <email>",
);

await runAccountCommand(process.env, async (deps) => {
  const { connection } = deps;
  const hadFactor = await resetSecondFactor({
    ...deps,
    secondFactors: createSecondFactorStore(connection),
    passkeys: createPasskeyStore(connection),
  })({ email, reason });
  if (hadFactor === null) return null;
  return hadFactor ? 'removed the second factor' : 'the account has no second factor';
});
