import { existsSync, readFileSync } from 'node:fs';
import { devNull, homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** pip's configuration of indexes. https://pip.pypa.io/en/stable/topics/configuration/ */
export interface PipSettings {
  /** Empty when none is configured, or when pip must not use an index. */
  indexes: readonly string[];
  /** Whether pip's default index may be used. */
  mayUseDefault: boolean;
  /** Folders and pages with packages. */
  findLinks: readonly string[];
  caFile: string | undefined;
}

/** @param files pip's configuration files, lowest precedence first */
export function readPipSettings(env: Environment = process.env, files = pipFiles(env)): PipSettings {
  const settings = new Map<string, string>();
  for (const file of files.filter((candidate) => existsSync(candidate))) {
    const sections = parseSections(readFileSync(file, 'utf8'));
    // The command's section overrides the section for all commands.
    for (const section of ['global', 'download'])
      for (const [key, value] of sections.get(section) ?? []) settings.set(key, value);
  }
  for (const [name, value] of Object.entries(env))
    if (name.startsWith('PIP_') && value) settings.set(keyOf(name.slice('PIP_'.length)), value);

  const listOf = (key: string) => settings.get(key)?.split(/\s+/).filter(Boolean) ?? [];
  const isWithoutIndex = /^(1|y|yes|t|true|on)$/i.test(settings.get('no-index') ?? '');
  return {
    indexes: isWithoutIndex ? [] : [...listOf('index-url'), ...listOf('extra-index-url')],
    mayUseDefault: !isWithoutIndex && !settings.has('index-url'),
    findLinks: listOf('find-links'),
    caFile: settings.get('cert'),
  };
}

/** pip's configuration files, lowest precedence first. */
export function pipFiles(env: Environment = process.env, os: NodeJS.Platform = process.platform): string[] {
  const own = env.PIP_CONFIG_FILE;
  if (own === devNull) return [];
  const home = env.HOME ?? homedir();
  const inAll = (env.XDG_CONFIG_DIRS || '/etc/xdg').split(delimiter).map((folder) => join(folder, 'pip', 'pip.conf'));
  const library = 'Library/Application Support/pip/pip.conf';
  const ofMachine = [...(os === 'darwin' ? [join('/', library)] : inAll), '/etc/pip.conf'];
  const ofUser = [
    join(home, '.pip', 'pip.conf'),
    join(env.XDG_CONFIG_HOME || join(home, '.config'), 'pip', 'pip.conf'),
    ...(os === 'darwin' ? [join(home, library)] : []),
  ];
  const ofEnvironment = env.VIRTUAL_ENV ? [join(env.VIRTUAL_ENV, 'pip.conf')] : [];
  return [...ofMachine, ...ofUser, ...ofEnvironment, ...(own ? [own] : [])];
}

const keyOf = (name: string): string => name.trim().toLowerCase().replaceAll('_', '-');

/** The subset of Python's configparser format that pip's files use: sections, keys, multi-line values. */
function parseSections(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  let key: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;].*)?$/.test(line)) continue;
    const [, name] = /^\[(.+)\]\s*$/.exec(line) ?? [];
    const [, newKey, value] = /^(\S[^=:]*)[=:]\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      key = undefined;
    } else if (newKey !== undefined && value !== undefined) {
      key = keyOf(newKey);
      section.set(key, value.trim());
    } else if (key !== undefined) {
      section.set(key, `${section.get(key)}\n${line.trim()}`);
    }
  }
  return sections;
}
