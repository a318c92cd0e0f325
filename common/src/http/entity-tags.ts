const list = /^\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"(?:\s*,\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")*\s*$/;

/**
 * Returns the strong tags that an If-Match header accepts, without quotes. Malformed headers accept none.
 * Source: RFC 9110, 13.1.1 (a list of entity tags, compared strongly).
 * @returns null for any tag
 */
export function tagsOf(ifMatch: string | undefined): readonly string[] | null {
  if (ifMatch === undefined || ifMatch.trim() === '*') return null;
  if (!list.test(ifMatch)) return [];
  return [...ifMatch.matchAll(/(W\/)?"([^"]*)"/g)].flatMap(([, weak, tag = '']) => (weak ? [] : [tag]));
}
