import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { findForbiddenWords, parseForbiddenWords, sectionTitle } from './forbidden-words.ts';

const words = parseForbiddenWords(`# Glossary

| Word | Meaning |
|---|---|
| **order** | a claim |

${sectionTitle}

| Not | But |
|---|---|
| gizmo, gizmos | device |
| odd bird | exception |

## Another section

| A | table |
|---|---|
| more | rows |
`);
const find = (text: string) => findForbiddenWords('a.ts', text, words);

it('reads the words and replacements of its section only', () => {
  expect(words).toEqual([
    { word: 'gizmo', replacement: 'device' },
    { word: 'gizmos', replacement: 'device' },
    { word: 'odd bird', replacement: 'exception' },
  ]);
});

it('reports file, line and replacement', () => {
  expect(find('one\n// Two Gizmos.\n')).toEqual([{ file: 'a.ts', line: 2, word: 'gizmos', replacement: 'device' }]);
});

it.each(['const oddBird = 1;', '/** An odd bird. */', 'odd_bird', 'ODD-BIRD'])('finds a phrase in %j', (text) => {
  expect(find(text)).toMatchObject([{ word: 'odd bird' }]);
});

it.each(['gizmology', 'agizmo', 'odd birds', 'oddbird'])('ignores %j, which is a different word', (text) => {
  expect(find(text)).toEqual([]);
});

it('throws when the glossary has no such table', () => {
  expect(() => parseForbiddenWords('# Glossary\n')).toThrow(sectionTitle);
});

it('finds every word of the real glossary when it is planted', () => {
  const glossary = readFileSync(join(import.meta.dirname, '../../..', 'GLOSSARY.md'), 'utf8');
  const real = parseForbiddenWords(glossary);
  for (const { word } of real) expect(findForbiddenWords('a.md', `It ${word} it`, real)).toMatchObject([{ word }]);
});
