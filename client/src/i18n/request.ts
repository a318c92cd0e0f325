import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { marketTimeZone } from '@/format/market-time.ts';
import { formats } from './formats.ts';
import { chooseLocale, localeCookie } from './locales.ts';

/** Addresses are the same in every language (they are part of the contract), so the language is the request's. */
export default getRequestConfig(async () => {
  const [given, asked] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(given.get(localeCookie)?.value, asked.get('accept-language'));
  const { default: messages } = await import(`../../messages/${locale}.json`);
  return { locale, messages, formats, timeZone: marketTimeZone };
});
