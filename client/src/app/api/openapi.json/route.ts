import { mergeOpenApi } from '@/api-reference/merge-open-api.ts';
import { readServiceDocuments } from '@/api-reference/read-service-documents.ts';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  return Response.json(mergeOpenApi(await readServiceDocuments()), { headers: { 'cache-control': 'no-store' } });
}
