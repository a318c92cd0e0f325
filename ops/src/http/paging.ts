/** Address of the next page, for the `Link` header: this one's, with another cursor. */
export function nextLink(currentUrl: string, cursor: string): { Link: string } {
  const next = new URL(currentUrl, 'http://localhost');
  next.searchParams.set('cursor', cursor);
  return { Link: `<${next.pathname}${next.search}>; rel="next"` };
}
