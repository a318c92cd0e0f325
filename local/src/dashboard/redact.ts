const hidden = '•••';
const secretName = /KEY|SECRET|PASSWORD|TOKEN|CREDENTIAL/i;
const publicName = /PUBLISHABLE/i;
/** The password in the first part of an address. */
const passwordInUrl = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s/@]+(?=@)/gi;

/** Hides passwords in addresses, and the values given, wherever they stand. */
export const redactText = (text: string, secrets: readonly string[] = []): string =>
  secrets
    .filter(Boolean)
    .reduce((kept, secret) => kept.replaceAll(secret, hidden), text.replace(passwordInUrl, `$1${hidden}`));

/** An environment for the eyes of others: secrets are hidden by name, by value and in addresses. Sorted; unset ones are left out. */
export const redactEnvironment = (env: NodeJS.ProcessEnv, secrets: readonly string[] = []): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env)
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, value]) => [
        name,
        secretName.test(name) && !publicName.test(name) ? hidden : redactText(value, secrets),
      ]),
  );
