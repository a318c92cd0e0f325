import { headers } from 'next/headers';

/** Data for search engines. @param json from `toJsonLd`; nothing is rendered for null */
export async function JsonLd({ json }: { json: string | null }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  if (!json) return null;
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which no markup can begin
    <script type="application/ld+json" nonce={nonce} dangerouslySetInnerHTML={{ __html: json }} />
  );
}
