/**
 * Returns the cursor of the next page from a `Link` header (RFC 8288). The rest of the address is ignored: its path is
 * the API's, and a foreign origin must not be followed.
 * @returns null on the last page
 */
export function nextCursor(linkHeader: string | null): string | null {
  for (const [, target = '', parameters = ''] of (linkHeader ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[^,;]+)*)/g)) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(parameters);
    const relations = (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/);
    const query = target.split('#')[0]?.split('?')[1];
    if (relations.includes('next') && query) return new URLSearchParams(query).get('cursor');
  }
  return null;
}
