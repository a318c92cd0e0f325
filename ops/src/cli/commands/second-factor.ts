import { type CliContext, notify } from '../context.ts';
import { CliError, exitCodes } from '../exit.ts';
import { prompt } from '../terminal.ts';

/** What the server asks for after the password. */
interface SecondFactorRequest {
  challenge: string;
  /** Whether the account has an authenticator app. */
  hasTotp: boolean;
}

/** Returns the request in a refused sign-in; null when it was refused for another reason. */
export function secondFactorIn(refused: unknown): SecondFactorRequest | null {
  const { errors, secondFactor } = refused as {
    errors?: { code?: string }[];
    secondFactor?: SecondFactorRequest;
  };
  return errors?.some(({ code }) => code === 'second_factor_required') ? (secondFactor ?? null) : null;
}

/** Six digits are a code of the app, anything else is a recovery code. */
export const proofOf = (typed: string): { code: string } | { recoveryCode: string } =>
  /^\d{6}$/.test(typed.replace(/[\s-]/g, '')) ? { code: typed } : { recoveryCode: typed };

/** Asks for a code, or takes it from the environment. @throws CliError usage without a terminal */
export async function askForCode(
  context: CliContext,
  url: string,
  { hasTotp }: SecondFactorRequest,
): Promise<ReturnType<typeof proofOf>> {
  if (!hasTotp)
    notify(
      context,
      `This account has passkeys only, which work in a browser: add an app at ${url}/account, or use a recovery code.`,
    );
  const label = hasTotp ? 'Code of your app, or a recovery code: ' : 'Recovery code: ';
  const remedy = 'The account has a second factor: set TICKETING_CODE to the code of your app, or to a recovery code';
  const typed = context.env.TICKETING_CODE ?? (await prompt(context.terminal, label, remedy));
  if (typed.trim() === '') throw new CliError('No code was given', exitCodes.notAllowed);
  return proofOf(typed.trim());
}
