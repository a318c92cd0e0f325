// Copies Swagger UI's files from its npm package to the folder that Next serves. They are not committed.
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const source = path.dirname(require.resolve('swagger-ui-dist/package.json'));
const font = '@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2';
const target = path.join(import.meta.dirname, '../public/swagger-ui');

await mkdir(target, { recursive: true });
for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css', 'LICENSE', 'NOTICE']) {
  await copyFile(path.join(source, file), path.join(target, file));
}
await copyFile(require.resolve(font), path.join(target, 'archivo.woff2'));
