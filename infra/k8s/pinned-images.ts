import { stringify } from 'yaml';

/** Returns the images in a manifest, without our own. */
export const partImages = (manifest: string): string[] =>
  [...new Set([...manifest.matchAll(/^\s*(?:- )?image: (\S+)$/gm)].map(([, image = '']) => image))]
    .filter((image) => !image.startsWith('ticketing/'))
    .toSorted();

const nameAndTag = /^(?<name>.+):(?<tag>[^:/@]+)$/;
const digestPattern = /^sha256:[0-9a-f]{64}$/;

/**
 * Returns the text of the component that pins these images.
 * @param digests by image, such as `mongo:8.0`
 * @throws for an image without a tag, and for what is no digest
 */
export function pinnedImages(digests: ReadonlyMap<string, string>): string {
  const images = [...digests].map(([image, digest]) => {
    const { name, tag } = nameAndTag.exec(image)?.groups ?? {};
    if (!name || !tag) throw new Error(`${image} has no tag`);
    if (!digestPattern.test(digest)) throw new Error(`${image} has no digest, but ${digest}`);
    return { name, newTag: tag, digest };
  });
  const component = { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component', images };
  return `# The official images of the parts, by digest. Written by: npm run k8s:pin\n${stringify(component, { lineWidth: 0 })}`;
}
