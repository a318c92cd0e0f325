/** The page of Swagger UI. `scripts/copy-swagger-ui.mjs` copies the files that it loads to public/. */
export const referencePage = (nonce: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API reference · Ticketing</title>
    <link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/swagger-ui/swagger-ui.css">
    <link rel="stylesheet" href="/api-reference.css">
  </head>
  <body>
    <header><a href="/">← Ticketing</a></header>
    <main id="reference"></main>
    <noscript><p>The reference needs JavaScript. The document itself is <a href="/api/openapi.json">/api/openapi.json</a>.</p></noscript>
    <script nonce="${nonce}" src="/swagger-ui/swagger-ui-bundle.js"></script>
    <script nonce="${nonce}" src="/api-reference.js"></script>
  </body>
</html>
`;
