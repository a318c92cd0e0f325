import { localeCookie, locales } from '@/i18n/locales.ts';
import { themeCookie, themes } from './theme.ts';

const yearS = 31_536_000;

/** A choice of the visitor's, as `document.cookie` and a `Set-Cookie` header take it. */
export const preferenceCookie = (name: string, value: string): string =>
  `${name}=${value}; Path=/; Max-Age=${yearS}; SameSite=Lax`;

/** The cookies for what a form of preferences sent; what we do not offer is left out. */
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
