/** Returns schema.org data as the text of a script element. */
export const toJsonLd = (data: object): string =>
  // A title may contain "</script>".
  JSON.stringify({ '@context': 'https://schema.org', ...data }).replace(/</g, '\\u003c');
