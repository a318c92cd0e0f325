import { localeCookie, locales } from '@/i18n/locales.ts';
import { themeCookie, themes } from './theme.ts';

const yearS = 31_536_000;

/** Formats a preference for `document.cookie` or a `Set-Cookie` header. */
export const preferenceCookie = (name: string, value: string): string =>
  `${name}=${value}; Path=/; Max-Age=${yearS}; SameSite=Lax`;

/** Returns the cookies for a submitted preference form, without unknown values. */
export function preferenceCookies(sent: FormData): string[] {
  const offered: [string, readonly string[]][] = [
    [themeCookie, themes],
    [localeCookie, locales],
  ];
  return offered.flatMap(([name, values]) => {
    const value = values.find((candidate) => candidate === sent.get(name));
    return value ? [preferenceCookie(name, value)] : [];
  });
}
