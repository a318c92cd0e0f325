const placeholderOrigin = 'http://local.invalid';

/**
 * Returns the path to return to; `/` in place of anything that a browser could interpret as another site: browsers
 * treat `\` as `/` and drop tabs and newlines in a URL.
 */
export function localPath(candidate: string): string {
  if (!/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(candidate)) return '/';
  const url = URL.parse(candidate, placeholderOrigin);
  if (url?.origin !== placeholderOrigin || url.pathname.startsWith('//') || url.pathname.startsWith('/api/'))
    return '/';
  return url.pathname + url.search;
}
