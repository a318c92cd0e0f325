/**
 * Returns the request target that Next should route. Next answers 500 to a path whose percent-encoding is not UTF-8
 * (`/tickets/%ff`); no page can have such an address, so it becomes one that nothing is at. Queries are unaffected:
 * their parser replaces what it can't decode.
 */
export function routableTarget(target: string): string {
  const [path = ''] = target.split('?', 1);
  if (isDecodable(path)) return target;
  return path.startsWith('/api/') ? '/api/undecodable' : '/undecodable';
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
