import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { findOnPath } from '../on-path.ts';
import { defaultMavenRepository } from './default-registries.ts';
import { type Access, basic, parseAddress } from './http.ts';
import type { Environment } from './pip-settings.ts';

/** Maven's configuration of repositories. https://maven.apache.org/settings.html */
export interface MavenSettings {
  /** What replaces Maven's central repository, or that repository. */
  repository: { url: URL; access: Access };
  /** Folder of Maven's downloads. */
  localRepository: string;
}

const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  );
const groupOf = <T extends z.ZodType>(name: string, item: T) =>
  z.preprocess((value) => (value as Record<string, unknown> | undefined)?.[name], listOf(item));

const repository = z.object({ id: z.string(), url: z.string() });
const settingsFile = z.object({
  settings: z.object({
    localRepository: z.string().optional(),
    mirrors: groupOf('mirror', z.object({ id: z.string(), url: z.string(), mirrorOf: z.string() })),
    servers: groupOf(
      'server',
      z.object({ id: z.string(), username: z.string().optional(), password: z.string().optional() }),
    ),
    activeProfiles: groupOf('activeProfile', z.string()),
    profiles: groupOf(
      'profile',
      z.object({
        id: z.string().optional(),
        activation: z.preprocess((value) => value || {}, z.object({ activeByDefault: z.string().optional() })),
        repositories: groupOf('repository', repository),
      }),
    ),
  }),
});
type Settings = z.infer<typeof settingsFile>['settings'];

/** @param files Maven's settings files, highest precedence first */
export function readMavenSettings(env: Environment = process.env, files = mavenFiles(env)): MavenSettings {
  const settings = files
    .filter((file) => existsSync(file))
    .map((file) => parseSettings(readFileSync(file, 'utf8'), env));
  const named = settings.map(({ localRepository }) => localRepository).find(Boolean);
  return {
    repository: ofWrapper(env) ??
      ofSettings(settings) ?? { url: parseAddress(defaultMavenRepository()).url, access: {} },
    localRepository: named ?? join(homeOf(env), '.m2', 'repository'),
  };
}

export function mavenFiles(env: Environment = process.env): string[] {
  const maven = findOnPath('mvn', env.PATH ?? '');
  const installed = [env.MAVEN_HOME, env.M2_HOME, maven && dirname(dirname(realpathSync(maven)))];
  return [
    join(homeOf(env), '.m2', 'settings.xml'),
    ...installed.flatMap((folder) => (folder ? [join(folder, 'conf', 'settings.xml')] : [])),
  ];
}

const homeOf = (env: Environment): string => env.HOME ?? homedir();

/** The variables of Maven's wrapper, which downloads Maven itself. */
function ofWrapper(env: Environment): MavenSettings['repository'] | undefined {
  if (!env.MVNW_REPOURL) return undefined;
  const { url, access } = parseAddress(env.MVNW_REPOURL);
  const { MVNW_USERNAME: user, MVNW_PASSWORD: password } = env;
  return { url, access: user && password ? { authorization: basic(user, password) } : access };
}

function ofSettings(settings: readonly Settings[]): MavenSettings['repository'] | undefined {
  const mirror = settings.flatMap(({ mirrors }) => mirrors).find(({ mirrorOf }) => mirrorsCentral(mirrorOf));
  const named = mirror ?? settings.flatMap(activeRepositories).find(({ id }) => id === 'central');
  if (!named) return undefined;
  const { url, access } = parseAddress(named.url);
  const server = settings.flatMap(({ servers }) => servers).find(({ id }) => id === named.id);
  // Only Maven can decrypt an encrypted password ({…}).
  const isReadable = server?.username && server.password && !/^\{.+\}$/.test(server.password);
  return { url, access: isReadable ? { authorization: basic(server.username ?? '', server.password ?? '') } : access };
}

/** https://maven.apache.org/guides/mini/guide-mirror-settings.html */
function mirrorsCentral(mirrorOf: string): boolean {
  const patterns = mirrorOf.split(',').map((pattern) => pattern.trim());
  return !patterns.includes('!central') && patterns.some((one) => ['*', 'central', 'external:*'].includes(one));
}

const activeRepositories = ({ profiles, activeProfiles }: Settings) =>
  profiles
    .filter(({ id, activation }) => (id && activeProfiles.includes(id)) || activation.activeByDefault === 'true')
    .flatMap(({ repositories }) => repositories);

function parseSettings(text: string, env: Environment): Settings {
  const parser = new XMLParser({ parseTagValue: false, trimValues: true });
  const filled = text
    .replace(/\$\{env\.(\w+)\}/g, (_match, name: string) => env[name] ?? '')
    .replace(/\$\{user\.home\}/g, homeOf(env));
  const parsed: unknown = parser.parse(filled);
  const { settings } = z.object({ settings: z.unknown() }).parse(parsed);
  return settingsFile.parse({ settings: settings || {} }).settings;
}
