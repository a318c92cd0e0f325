import { referencePage } from '@/api-reference/reference-page.ts';

export const dynamic = 'force-dynamic';

export function GET(request: Request): Response {
  const html = referencePage(request.headers.get('x-nonce') ?? '');
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
}
