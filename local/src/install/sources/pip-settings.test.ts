import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { pipFiles, readPipSettings } from './pip-settings.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function write(file: string, text: string): string {
  const path = join(home, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

it('returns no index when none is configured, and allows pip’s default', () => {
  expect(readPipSettings({}, [])).toEqual({ indexes: [], mayUseDefault: true, findLinks: [], caFile: undefined });
});

it('applies pip’s precedence: later files, then the command’s section, then variables', () => {
  const machine = write('etc/pip.conf', '[global]\nindex-url = http://machine/simple\ncert: /etc/ca.pem\n');
  const user = write(
    'user/pip.conf',
    '# mine\n[download]\nindex_url=http://download/simple\n[global]\nindex-url=http://user/simple\n',
  );

  expect(readPipSettings({}, [machine])).toMatchObject({ indexes: ['http://machine/simple'], caFile: '/etc/ca.pem' });
  expect(readPipSettings({}, [machine, user])).toMatchObject({
    indexes: ['http://download/simple'],
    mayUseDefault: false,
  });
  expect(readPipSettings({ PIP_INDEX_URL: 'http://env/simple' }, [machine, user]).indexes).toEqual([
    'http://env/simple',
  ]);
});

it('reads multi-line values', () => {
  const file = write(
    'pip.conf',
    '[global]\nextra-index-url =\n    http://one/simple\n    http://two/simple\nfind-links = /wheels\n',
  );
  expect(readPipSettings({}, [file])).toMatchObject({
    indexes: ['http://one/simple', 'http://two/simple'],
    mayUseDefault: true,
    findLinks: ['/wheels'],
  });
});

it('uses no index when pip is configured without one', () => {
  expect(
    readPipSettings({ PIP_NO_INDEX: '1', PIP_INDEX_URL: 'http://env/simple', PIP_FIND_LINKS: '/wheels' }, []),
  ).toMatchObject({
    indexes: [],
    mayUseDefault: false,
    findLinks: ['/wheels'],
  });
});

it('reads the same files as pip, on Linux and macOS', () => {
  const env = {
    HOME: '/home/sam',
    XDG_CONFIG_DIRS: '/etc/one:/etc/two',
    PIP_CONFIG_FILE: '/own.conf',
    VIRTUAL_ENV: '/venv',
  };
  expect(pipFiles(env, 'linux')).toEqual([
    '/etc/one/pip/pip.conf',
    '/etc/two/pip/pip.conf',
    '/etc/pip.conf',
    '/home/sam/.pip/pip.conf',
    '/home/sam/.config/pip/pip.conf',
    '/venv/pip.conf',
    '/own.conf',
  ]);
  expect(pipFiles({ HOME: '/Users/sam' }, 'darwin')).toContain('/Users/sam/Library/Application Support/pip/pip.conf');
  expect(pipFiles({ PIP_CONFIG_FILE: '/dev/null' }, 'linux')).toEqual([]);
});
