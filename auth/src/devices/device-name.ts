import Bowser from 'bowser';

/** How `npx ticketing` introduces itself. */
const commandLine = /^ticketing-cli\b/;
/** A longer user agent is no browser's, and parsing it is work that a stranger chooses. */
const maxUserAgentCharacters = 512;

/** Returns browser and system in plain words, such as "Firefox on Linux"; null when the user agent says neither. */
export function deviceName(userAgent: string | undefined): string | null {
  if (!userAgent || userAgent.length > maxUserAgentCharacters) return null;
  if (commandLine.test(userAgent)) return 'Command line';
  const { browser, os } = Bowser.parse(userAgent);
  return [browser.name, os.name].filter(Boolean).join(' on ') || null;
}
