import type { CurrentUser } from '@ticketing/api-client';
import type { Command } from 'commander';
import { clientOf, cookiesOf, refusal } from '../api.ts';
import { addressOf, type CliContext, type CommonOptions, notify, print, withCommonOptions } from '../context.ts';
import { CliError, exitCodes } from '../exit.ts';
import type { Session } from '../session-file.ts';
import { prompt, promptHidden } from '../terminal.ts';
import { askForCode, secondFactorIn } from './second-factor.ts';

interface SignInOptions extends CommonOptions {
  email?: string;
}

const operatorRole = 'operator';

export const signInCommand = (context: CliContext, program: Command): Command =>
  withCommonOptions(program.command('sign-in'))
    .description('sign in as an operator; prompts for email, password and, if the account has one, the second factor')
    .option('--email <address>', 'email address')
    .addHelpText(
      'after',
      '\nWithout a terminal: TICKETING_EMAIL, TICKETING_PASSWORD and TICKETING_CODE.\nThe session is kept in a file that only you can read. It ends a day after its last use.',
    )
    .action((options: SignInOptions) => signIn(context, options));

async function signIn(context: CliContext, options: SignInOptions): Promise<void> {
  const { env, terminal, sessions } = context;
  const url = addressOf(options);
  warnOfPlainText(context, url);
  const remedy = 'No terminal to prompt on: set TICKETING_EMAIL and TICKETING_PASSWORD';
  const email = options.email ?? env.TICKETING_EMAIL ?? (await prompt(terminal, 'Email: ', remedy));
  const password = env.TICKETING_PASSWORD ?? (await promptHidden(terminal, 'Password: ', remedy));
  const previous = await sessions.read(url);
  // The server ends the session that the new one replaces.
  const client = clientOf(url, previous ? cookieHeader(previous) : undefined);
  let { error, response } = await client.POST('/api/users/signin', { body: { email, password } });
  const asked = response.ok ? null : secondFactorIn(error);
  if (asked) {
    const body = { challenge: asked.challenge, ...(await askForCode(context, url, asked)) };
    ({ error, response } = await client.POST('/api/users/signin/second-factor', { body }));
  }
  if (!response.ok) throw new CliError(refusal(response.status, error, url).message, exitCodes.notAllowed);
  const cookies = cookiesOf(response);
  if (!cookies) throw new CliError(`${url} returned no session`);
  await sessions.write(url, { ...cookies, email });
  const { roles, withheldRoles } = await rolesOf(url, cookies.cookie);
  print(context, options, { url, email, roles }, () => `Signed in at ${url} as ${email}.`);
  if (withheldRoles.includes(operatorRole))
    notify(
      context,
      `Your role ${operatorRole} needs two-step sign-in: set it up at ${url}/account#two-step, then sign in here again.`,
    );
  else if (!roles.includes(operatorRole))
    notify(context, `You do not have the role ${operatorRole}: dead letters are for operators only.`);
}

const cookieHeader = ({ cookie, refresh }: Session): string => [cookie, refresh].filter(Boolean).join('; ');

async function rolesOf(url: string, cookie: string): Promise<Pick<CurrentUser, 'roles' | 'withheldRoles'>> {
  const { data } = await clientOf(url, cookie).GET('/api/users/currentuser');
  return data?.currentUser ?? { roles: [], withheldRoles: [] };
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

function warnOfPlainText(context: CliContext, url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'http:' && !loopback.has(hostname))
    notify(context, `Warning: ${url} is not https; your password can be intercepted.`);
}

export const signOutCommand = (context: CliContext, program: Command): Command =>
  withCommonOptions(program.command('sign-out'))
    .description('end the session, here and on the server')
    .action((options: CommonOptions) => signOut(context, options));

async function signOut(context: CliContext, options: CommonOptions): Promise<void> {
  const url = addressOf(options);
  const session = await context.sessions.read(url);
  await context.sessions.remove(url);
  if (session) {
    const { response } = await clientOf(url, cookieHeader(session)).POST('/api/users/signout');
    if (!response.ok) throw new CliError(`Signed out here, but ${url} responded with ${response.status}`);
  }
  print(context, options, { url, signedOut: session !== null }, () =>
    session ? `Signed out at ${url}.` : `Not signed in at ${url}.`,
  );
}
