// npm run audit: asks the registry for known vulnerabilities of what is shipped; not every registry answers.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readArguments } from '@ticketing/common/cli';
import { readLockfile } from '@ticketing/local/native-packages';
import { z } from 'zod';
import { packageRisks } from './package-risks.ts';

readArguments({
  usage: `Lists known vulnerabilities (high, critical) of the packages that are shipped: npm run audit
Where the registry has no advisories, only package-lock.json is scanned: deprecated packages, checksums, licences.
Exits with 1 if something is found.`,
});

const root = join(import.meta.dirname, '../../..');
const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});

/** @returns null when the registry does not answer */
function knownVulnerabilities(): string[] | null {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--package-lock-only', '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const report = reportSchema.safeParse(JSON.parse(stdout || '{}'));
  if (!report.success) return null;
  return Object.entries(report.data.vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity, range }]) => `${name} ${range}: ${severity}; npm audit has the advisory`);
}

const known = knownVulnerabilities();
if (!known) process.stdout.write('The registry does not answer with advisories: only package-lock.json was scanned.\n');
const found = [...(known ?? []), ...packageRisks(readLockfile(root))];
process.stdout.write(found.length > 0 ? `${found.join('\n')}\n` : 'Nothing was found.\n');
process.exitCode = found.length > 0 ? 1 : 0;
