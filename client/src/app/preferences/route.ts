import { safeNextPath } from '@/features/account/safe-next-path.ts';
import { preferenceCookies } from '@/site/preferences.ts';

/** POST theme, locale → 303 back to the page; for visitors without script */
export async function POST(request: Request): Promise<Response> {
  const from = URL.parse(request.headers.get('referer') ?? '');
  const headers = new Headers({ location: safeNextPath(from && from.pathname + from.search) });
  for (const cookie of preferenceCookies(await request.formData())) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
