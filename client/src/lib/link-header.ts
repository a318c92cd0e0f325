/**
 * The query of the next page from a `Link` header (RFC 8288), for our own page's address.
 * Only the query is taken: the header's path is the API's, and a foreign origin in it must not lead anyone away.
 * @returns for example `cursor=abc&limit=50`, or null on the last page
 */
export function nextPageQuery(linkHeader: string | null): string | null {
  for (const [, target = '', parameters = ''] of (linkHeader ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[^,;]+)*)/g)) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(parameters);
    const relations = (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/);
    const query = target.split('#')[0]?.split('?')[1];
    if (relations.includes('next') && query) return query;
  }
  return null;
}
