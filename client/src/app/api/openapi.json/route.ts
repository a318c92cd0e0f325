import { mergeOpenApi } from '../../../lib/api-reference/merge-open-api.ts';
import { readServiceDocuments } from '../../../lib/api-reference/read-service-documents.ts';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  return Response.json(mergeOpenApi(await readServiceDocuments()), { headers: { 'cache-control': 'no-store' } });
}
