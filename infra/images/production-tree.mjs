// node infra/images/production-tree.mjs <workspace> <folder>
// Copies the installed packages that one workspace needs to run, and the links to the workspaces it depends on.
// `npm install --omit=dev --workspace` would add the development dependencies of linked workspaces and optional peers
// (520 MB for orders; this copies 105). Plain JavaScript, because it runs before anything is installed.
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const [workspace, target] = process.argv.slice(2);
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

/** Where Node would find a package: in the nearest node_modules upwards. */
function locate(from, name) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (packages[candidate] && existsSync(candidate)) return candidate;
    if (folder === '.') return null;
  }
}

function* needsOf({ dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }) {
  for (const name of Object.keys(dependencies)) yield { name, isOptional: name in optionalDependencies };
  for (const name of Object.keys(optionalDependencies)) yield { name, isOptional: true };
  for (const name of Object.keys(peerDependencies))
    if (!peerDependenciesMeta[name]?.optional) yield { name, isOptional: false };
}

const found = new Set([workspace]);
for (const path of found) {
  const { link, resolved } = packages[path];
  if (link) {
    found.add(resolved);
    continue;
  }
  for (const { name, isOptional } of needsOf(packages[path])) {
    const place = locate(path, name);
    if (place) found.add(place);
    else if (!isOptional) throw new Error(`${name}, which ${path} needs, is not installed`);
  }
}

const isOfUse = (path) => !/\.(map|md|d\.[cm]?ts)$/.test(path);

for (const path of found) {
  const to = join(target, path);
  mkdirSync(dirname(to), { recursive: true });
  if (packages[path].link) symlinkSync(relative(dirname(path), packages[path].resolved), to);
  else if (path.includes('node_modules')) {
    // Nested packages are listed separately if they are needed.
    const nested = join(path, 'node_modules');
    cpSync(path, to, { recursive: true, filter: (source) => source !== nested && isOfUse(source) });
  }
}
