import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { defaultMavenRepository } from './default-registries.ts';
import { readMavenSettings } from './maven-settings.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const env = { HOME: '/home/sam', TOKEN: 'secret' };
function settings(inside: string, name = 'settings.xml') {
  const file = join(home, name);
  writeFileSync(
    file,
    `<?xml version="1.0"?><settings xmlns="http://maven.apache.org/SETTINGS/1.2.0">${inside}</settings>`,
  );
  return file;
}
const mirror = (mirrorOf: string, url = 'http://mirror.example/maven') =>
  `<mirrors><mirror><id>ours</id><mirrorOf>${mirrorOf}</mirrorOf><url>${url}</url></mirror></mirrors>`;

const central = defaultMavenRepository();

it('returns Maven’s default repository when none is configured', () => {
  expect(readMavenSettings(env, [])).toEqual({
    repository: { url: new URL(central), access: {} },
    localRepository: '/home/sam/.m2/repository',
  });
  expect(readMavenSettings(env, [settings('')]).repository.url.href).toBe(central);
});

it.each([
  ['*', true],
  ['central', true],
  ['external:*', true],
  ['other,central', true],
  ['*,!central', false],
  ['other', false],
])('uses a mirror of %s: %s', (mirrorOf, isTaken) => {
  const { repository } = readMavenSettings(env, [settings(mirror(mirrorOf))]);
  expect(repository.url.href).toBe(isTaken ? 'http://mirror.example/maven/' : central);
});

it('uses the credentials of the server with the same id, and expands variables', () => {
  const server = (password: string) =>
    `<servers><server><id>ours</id><username>sam</username><password>${password}</password></server></servers>`;
  const read = (password: string) =>
    readMavenSettings(env, [settings(server(password) + mirror('*'))]).repository.access;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Maven's syntax
  expect(read('${env.TOKEN}')).toEqual({ authorization: `Basic ${btoa('sam:secret')}` });
  expect(read('{encrypted=}')).toEqual({});
});

it('uses the repository "central" of an active profile, and a configured local repository', () => {
  const profile = (id: string, active: string) =>
    `<profile><id>${id}</id>${active}<repositories><repository><id>central</id><url>http://${id}.example/</url></repository></repositories></profile>`;
  const file = settings(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Maven's syntax
    '<localRepository>${user.home}/jars</localRepository>' +
      `<profiles>${profile('a', '')}${profile('b', '')}</profiles><activeProfiles><activeProfile>b</activeProfile></activeProfiles>`,
  );
  expect(readMavenSettings(env, [file])).toMatchObject({
    repository: { url: new URL('http://b.example/') },
    localRepository: '/home/sam/jars',
  });
  const byDefault = settings(
    `<profiles>${profile('c', '<activation><activeByDefault>true</activeByDefault></activation>')}</profiles>`,
  );
  expect(readMavenSettings(env, [byDefault]).repository.url.host).toBe('c.example');
});

it('prefers the user’s file to Maven’s, and the wrapper’s variable to both', () => {
  const user = settings(mirror('*', 'http://user.example/'), 'user.xml');
  const machine = settings(mirror('*', 'http://machine.example/'), 'machine.xml');
  expect(readMavenSettings(env, [user, machine]).repository.url.host).toBe('user.example');
  const wrapped = { ...env, MVNW_REPOURL: 'http://wrapper.example/maven', MVNW_USERNAME: 'sam', MVNW_PASSWORD: 'x' };
  expect(readMavenSettings(wrapped, [user]).repository).toEqual({
    url: new URL('http://wrapper.example/maven/'),
    access: { authorization: `Basic ${btoa('sam:x')}` },
  });
});
