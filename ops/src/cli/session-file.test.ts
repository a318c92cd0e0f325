import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sessionFile, sessionPath } from './session-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-'));
});
afterEach(() => rm(folder, { recursive: true }));

const url = 'http://localhost:3000';
const session = { cookie: 'session=secret', email: 'omar@example.com' };
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('the session file', () => {
  it('is readable only by its owner, even if it was not before', async () => {
    const path = sessionPath(folder);
    await sessionFile(path).write(url, session);
    expect([await modeOf(path), await modeOf(join(folder, 'ticketing'))]).toEqual(['600', '700']);
    await chmod(path, 0o644);
    await sessionFile(path).write(url, session);
    expect(await modeOf(path)).toBe('600');
  });

  it('returns a session only for its own server', async () => {
    const file = sessionFile(sessionPath(folder));
    await file.write(url, session);
    await file.write('https://shop.example.com', { ...session, cookie: 'session=other' });

    expect(await file.read(url)).toEqual(session);
    expect(await file.read('http://localhost:3001')).toBeNull();
    expect([await file.remove(url), await file.remove(url), await file.read(url)]).toEqual([true, false, null]);
    expect(await file.read('https://shop.example.com')).toMatchObject({ cookie: 'session=other' });
  });

  it('counts as empty when corrupt, and is rewritten', async () => {
    const path = join(folder, 'session.json');
    await writeFile(path, '{"sessions":');
    expect(await sessionFile(path).read(url)).toBeNull();
    await sessionFile(path).write(url, session);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ sessions: { [url]: session } });
  });
});
