import { z } from 'zod';
import { PartFailed } from '../../process/part-failed.ts';
import { type Access, readText } from './http.ts';

/** Prefers PEP 691's JSON to PEP 503's HTML, which every index supports. */
const accept = 'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1';

const jsonPage = z.object({
  files: z.array(
    z.object({ filename: z.string(), url: z.string(), hashes: z.object({ sha256: z.string().optional() }) }),
  ),
});

export interface IndexedFile {
  url: URL;
  /** The index's checksum; many indexes have one. */
  sha256: string | undefined;
}

/**
 * Looks up a file by the protocol of package indexes.
 * @param index its address, with a trailing slash
 * @throws PartFailed when the index has no such file
 */
export async function findInIndex(
  index: URL,
  { package: name, file }: { package: string; file: string },
  access: Access,
): Promise<IndexedFile> {
  const page = new URL(`${name.toLowerCase().replace(/[-_.]+/g, '-')}/`, index);
  const answer = await readText(page, access, accept);
  const found = (answer.trimStart().startsWith('{') ? filesOfJson(answer, page) : filesOfHtml(answer, page)).get(file);
  if (!found) throw new PartFailed(file, `is not in the index`);
  return found;
}

const filesOfJson = (answer: string, page: URL): Map<string, IndexedFile> =>
  new Map(
    jsonPage
      .parse(JSON.parse(answer))
      .files.map(({ filename, url, hashes }) => [filename, { url: new URL(url, page), sha256: hashes.sha256 }]),
  );

function filesOfHtml(answer: string, page: URL): Map<string, IndexedFile> {
  const files = new Map<string, IndexedFile>();
  for (const [, , href = '', label = ''] of answer.matchAll(
    /<a\s[^>]*?href=(["'])(.*?)\1[^>]*>\s*([^<]*?)\s*<\/a>/gis,
  )) {
    const url = new URL(href.replaceAll('&amp;', '&'), page);
    const [, sha256] = /^#sha256=([0-9a-f]{64})/.exec(url.hash) ?? [];
    url.hash = '';
    files.set(label, { url, sha256 });
  }
  return files;
}
