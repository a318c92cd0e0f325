// Part of npm run check: fails if a tracked text file contains a word that GLOSSARY.md forbids.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findForbiddenWords, parseForbiddenWords, sectionTitle } from './forbidden-words.ts';

const root = join(import.meta.dirname, '../../..');
const glossary = 'GLOSSARY.md';
/** The glossary lists the words itself; the others are not our text. */
const exempt = new Set([glossary, 'LICENSE', 'package-lock.json']);

function trackedFiles(): string[] {
  const { status, stdout, stderr, error } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ls-files failed: ${error?.message ?? stderr}`);
  return stdout.split('\0').filter((file) => file !== '' && !exempt.has(file));
}

/** Returns null for a binary file, and for one that was deleted but is still tracked. */
function readText(file: string): string | null {
  try {
    const text = readFileSync(join(root, file), 'utf8');
    return text.includes('\0') ? null : text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const words = parseForbiddenWords(readFileSync(join(root, glossary), 'utf8'));
const violations = trackedFiles().flatMap((file) => findForbiddenWords(file, readText(file) ?? '', words));
for (const { file, line, word, replacement } of violations)
  process.stderr.write(`${file}:${line}: "${word}"; use: ${replacement}\n`);
if (violations.length > 0) {
  process.stderr.write(`The words are listed in ${glossary}, "${sectionTitle.replace('## ', '')}".\n`);
  process.exitCode = 1;
}
