import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '@ticketing/common/cli';
import { output } from './check/output.ts';
import { crane, kustomize } from './check/tools.ts';
import { partImages, pinnedImages } from './pinned-images.ts';

readArguments({
  usage: `Pins the official images of the parts to the digests that their registries have now: npm run k8s:pin
Writes infra/k8s/components/pinned-images, which prod and managed use; commit it. Skaffold pins our own images.`,
});

const target = join(import.meta.dirname, 'components/pinned-images/kustomization.yaml');

try {
  const [builder, ...building] = await kustomize();
  // What the base names, because a rendered overlay may be pinned already.
  const images = partImages(output(builder, [...building, 'infra/k8s/base']));
  const program = await crane();
  const digests = new Map(images.map((image) => [image, output(program, ['digest', image]).trim()]));
  writeFileSync(target, pinnedImages(digests));
  for (const [image, digest] of digests) process.stdout.write(`${image} ${digest}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nNothing was written.\n`);
  process.exitCode = 1;
}
