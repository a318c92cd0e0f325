import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '@ticketing/common/cli';
import { findOnPath } from '@ticketing/local/install';
import { partImages } from '../pinned-images.ts';
import { operatorSchemaLocations } from './operator-schemas.ts';
import { output } from './output.ts';
import { storesIn, unreachable } from './reachability.ts';
import { missingSecrets } from './secrets.ts';
import { composeSpec, hadolint, kubeconform, kubernetesVersion, kustomize, schemaLocation } from './tools.ts';

readArguments({
  usage: `Validates images and manifests without a cluster: npm run check:k8s
Runs all checks, then fails if one failed.`,
});

const root = join(import.meta.dirname, '../../..');
const rendered = join(root, '.local/k8s');
const profiles = ['dev', 'prod', 'managed', 'verify', 'lab', 'lab-dev'];
/** Applied with kubectl: they need the objects of operators. */
const overlays = [...profiles, 'monitored', 'operated', 'logging'];
const fileOf = (overlay: string) => join(rendered, `${overlay}.yaml`);

/** A tool is missing and can't be installed from a package registry. */
class ToolMissing extends Error {}

async function build(): Promise<void> {
  const [program, ...args] = await kustomize();
  mkdirSync(rendered, { recursive: true });
  for (const overlay of overlays)
    writeFileSync(fileOf(overlay), output(program, [...args, `infra/k8s/overlays/${overlay}`]));
}

async function matchSchemas(): Promise<void> {
  const program = await kubeconform();
  const locations = [await schemaLocation(), ...(await operatorSchemaLocations())];
  const schemas = [...locations.flatMap((at) => ['-schema-location', at]), '-kubernetes-version', kubernetesVersion];
  const files = [...overlays.map(fileOf), ...globSync('infra/k8s/examples/*.yaml', { cwd: root })];
  for (const file of files) output(program, ['-strict', ...schemas, file]);
}

/** Skaffold sets the tags of our own images. */
function pinImages(): void {
  const images = overlays.flatMap((overlay) => partImages(readFileSync(fileOf(overlay), 'utf8')));
  const loose = new Set(images.filter((image) => !/:(?!latest)[^/]+$/.test(image)));
  if (loose.size > 0) throw new Error(`images with no tag or a moving tag: ${[...loose].join(', ')}`);
}

function checkAddresses(): void {
  const problems = overlays.flatMap((overlay) =>
    unreachable(readFileSync(fileOf(overlay), 'utf8')).map((problem) => `${overlay}: ${problem}`),
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function checkManaged(): void {
  const stores = storesIn(readFileSync(fileOf('managed'), 'utf8'));
  if (stores.length > 0) throw new Error(`managed keeps data in: ${stores.join(', ')}`);
}

function checkSecrets(): void {
  const missing = missingSecrets(readFileSync(fileOf('operated'), 'utf8'));
  if (missing.length > 0) throw new Error(`no ExternalSecret creates: ${missing.join(', ')}`);
}

async function lintDockerfiles(): Promise<void> {
  const files = globSync('**/*Dockerfile', { cwd: root, exclude: (path) => /node_modules|\.local|\.next/.test(path) });
  output(await hadolint(), files);
}

function checkSkaffold(): void {
  const skaffold = findOnPath('skaffold');
  if (!skaffold) throw new ToolMissing('skaffold is not on the PATH: https://skaffold.dev/docs/install');
  for (const profile of profiles) {
    output(skaffold, ['diagnose', '--yaml-only', '--profile', profile]);
    const built = ['--digest-source', 'none', '--output', join(rendered, `skaffold-${profile}.yaml`)];
    output(skaffold, ['render', '--offline', '--profile', profile, ...built]);
  }
}

const composeFile = 'infra/compose/compose.yaml';

/** With Docker Compose, variables are replaced, too; without it, the file must match the specification. */
async function checkCompose(): Promise<void> {
  const found = [['docker-compose'], ['docker', 'compose']].find(
    ([program = '', ...args]) => spawnSync(program, [...args, 'version']).status === 0,
  );
  if (!found) {
    // This program reads no variables.
    output(await composeSpec(), ['-no-interpolation', composeFile]);
    return;
  }
  const [program = '', ...args] = found;
  const required = [...readFileSync(join(root, composeFile), 'utf8').matchAll(/[^$]\$\{(\w+):\?/g)].map(
    ([, name]) => name,
  );
  const env = Object.fromEntries(required.map((name) => [name, 'placeholder']));
  output(program, [...args, '--file', composeFile, '--profile', '*', 'config', '--quiet'], env);
}

const checks: { name: string; run: () => void | Promise<void> }[] = [
  { name: 'overlays build', run: build },
  { name: 'manifests match the schemas of Kubernetes', run: matchSchemas },
  { name: 'images are pinned', run: pinImages },
  { name: 'policies allow what environments name', run: checkAddresses },
  { name: 'managed keeps no data', run: checkManaged },
  { name: 'external secrets are complete', run: checkSecrets },
  { name: 'Dockerfiles', run: lintDockerfiles },
  { name: 'skaffold diagnose and render', run: checkSkaffold },
  { name: 'compose', run: checkCompose },
];

/** The check was skipped. */
async function judge(run: () => void | Promise<void>): Promise<{ mark: '✔' | '✖' | '–'; problem: string }> {
  try {
    await run();
    return { mark: '✔', problem: '' };
  } catch (error) {
    return { mark: error instanceof ToolMissing ? '–' : '✖', problem: `${(error as Error).message}\n` };
  }
}

const marks: string[] = [];
for (const { name, run } of checks) {
  const startedAt = Date.now();
  const { mark, problem } = await judge(run);
  marks.push(mark);
  process.stdout.write(`${mark} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n${problem}`);
}
const count = (wanted: string) => marks.filter((mark) => mark === wanted).length;
process.stdout.write(`${count('✔')} passed, ${count('✖')} failed, ${count('–')} skipped\n`);
process.exitCode = count('✖') === 0 ? 0 : 1;
