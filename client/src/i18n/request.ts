import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { marketTimeZone } from '@/format/market-time.ts';
import { formats } from './formats.ts';
import { chooseLocale, localeCookie } from './locales.ts';

/** The language depends on the request, because addresses are part of the contract and have no language. */
export default getRequestConfig(async () => {
  const [requestCookies, requestHeaders] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(requestCookies.get(localeCookie)?.value, requestHeaders.get('accept-language'));
  const { default: messages } = await import(`../../messages/${locale}.json`);
  return { locale, messages, formats, timeZone: marketTimeZone };
});
