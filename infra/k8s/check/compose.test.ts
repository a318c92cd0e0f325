import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseEnv, serviceEnv } from '@ticketing/common/config';
import { parse } from 'yaml';
import { z } from 'zod';
import { versions } from '../../../local/src/install/wanted.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'infra/compose');
const text = readFileSync(join(folder, 'compose.yaml'), 'utf8');
const read = (path: string): unknown => parse(readFileSync(join(root, path), 'utf8'));

interface Service {
  image?: string;
  profiles?: string[];
  build?: { context: string; dockerfile?: string; args?: Record<string, string> };
  environment?: Record<string, string>;
  healthcheck?: object;
  ports?: string[];
  volumes?: string[];
  configs?: { source: string }[];
  depends_on?: string[] | Record<string, { condition: string }>;
}
interface Compose {
  services: Record<string, Service>;
  configs: Record<string, { file: string }>;
  volumes: Record<string, null>;
}
const { services, configs, volumes } = parse(text, { merge: true }) as Compose;
const all = Object.entries(services);
const withProfile = all.filter(([, { profiles }]) => profiles);
const dependencies = ({ depends_on = {} }: Service) =>
  Array.isArray(depends_on)
    ? depends_on.map((name) => ({ name, condition: 'service_started' }))
    : Object.entries(depends_on).map(([name, { condition }]) => ({ name, condition }));

/** Services whose program serves /metrics: it runs by `runService`. */
const withMetrics = all.flatMap(([name, { build }]) => {
  const program = build?.args?.SERVICE;
  // Jobs run another program of the same image.
  if (!program || 'command' in (services[name] ?? {})) return [];
  return readFileSync(join(root, program, 'src/main.ts'), 'utf8').includes('runService(') ? [name] : [];
});

describe('every service of compose.yaml', () => {
  it('mounts and builds what exists', () => {
    const mounted = all.flatMap(([, { volumes: mounts = [] }]) => mounts.map((mount) => mount.split(':')[0] ?? ''));
    const paths = mounted.filter((source) => source.startsWith('.'));
    const files = Object.values(configs).map(({ file }) => file);
    const built = all.flatMap(([, { build }]) =>
      build ? [join(build.context, build.dockerfile ?? 'Dockerfile')] : [],
    );

    expect(paths.length).toBeGreaterThan(0);
    expect([...paths, ...files, ...built].filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  });

  it('uses declared configs and volumes, and each of them is used', () => {
    const used = all.flatMap(([, service]) => (service.configs ?? []).map(({ source }) => source));
    const named = all.flatMap(([, service]) =>
      (service.volumes ?? []).map((mount) => mount.split(':')[0] ?? '').filter((source) => /^\w/.test(source)),
    );

    expect([...new Set(used)].sort()).toEqual(Object.keys(configs).sort());
    expect(named.sort()).toEqual(Object.keys(volumes).sort());
  });

  it('waits for what exists, has a healthcheck if that is awaited, and starts with it', () => {
    const wrong = all.flatMap(([name, service]) =>
      dependencies(service).flatMap((dependency) => {
        const target = services[dependency.name];
        const isAwaitable = dependency.condition !== 'service_healthy' || target?.healthcheck;
        const isStarted = !target?.profiles || target.profiles.some((profile) => service.profiles?.includes(profile));
        return target && isAwaitable && isStarted ? [] : [`${name} → ${dependency.name}`];
      }),
    );

    expect(wrong).toEqual([]);
  });

  it('has a fixed version, and listens on the loopback address only', () => {
    const images = all.flatMap(([, { image }]) => image ?? []);
    const ports = all.flatMap(([, service]) => service.ports ?? []);

    expect(images.filter((image) => !/:(?!latest)[\w.-]+$/.test(image))).toEqual([]);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(new Set(ports).size).toBe(ports.length);
  });
});

describe('profiles', () => {
  it('demand no variable of those who do not use them', () => {
    const values = withProfile.flatMap(([, { environment = {} }]) => Object.values(environment).map(String));
    const variables = values.flatMap((value) =>
      [...value.matchAll(/\$\{(\w+)([^}]*)\}/g)].map(([, name, rest]) => [name, rest]),
    );

    expect([...new Set(variables.map(([name]) => name))].sort()).toEqual([
      'ELASTIC_PASSWORD',
      'FILEBEAT_PASSWORD',
      'KIBANA_SYSTEM_PASSWORD',
    ]);
    expect(variables.filter(([, rest]) => rest !== ':-')).toEqual([]);
  });

  it('state how much memory they may use', () => {
    const jobs = ['elk'];

    expect(withProfile.filter(([name, service]) => !('mem_limit' in service) && !jobs.includes(name))).toEqual([]);
  });

  it('scrape every program that has metrics', () => {
    const scrape = read('infra/compose/scrape.yaml') as {
      scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
    };
    const targets = scrape.scrape_configs.map(({ job_name, static_configs }) => [job_name, static_configs[0]?.targets]);

    expect(withMetrics.length).toBeGreaterThan(10);
    expect(targets.sort()).toEqual(withMetrics.map((name) => [name, [`${name}:3000`]]).sort());
  });

  it('let every program export spans, and none does by default', () => {
    const name = 'OTEL_EXPORTER_OTLP_ENDPOINT';

    expect(withMetrics.filter((each) => services[each]?.environment?.[name] !== `\${${name}:-}`)).toEqual([]);
    expect(parseEnv(z.object(serviceEnv), { [name]: '' })[name]).toBeUndefined();
  });

  it('have the versions that are used elsewhere', () => {
    const versionOf = (name: string) => services[name]?.image?.split(':').at(-1);
    const ofCluster = ['elasticsearch', 'kibana', 'beat'].map(
      (file) => (read(`infra/k8s/components/elk/${file}.yaml`) as { spec: { version: string } }).spec.version,
    );

    expect([versionOf('metrics'), versionOf('alerts')]).toEqual([versions.victoriaMetrics, versions.victoriaMetrics]);
    expect(['elasticsearch', 'kibana', 'filebeat'].map(versionOf)).toEqual(ofCluster);
  });
});
