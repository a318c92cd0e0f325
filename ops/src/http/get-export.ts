import { defineRoute, forOperators, operatorAnswers } from '@ticketing/common/http';
import type { Letter } from '../domain/letter.ts';
import type { UseCases } from '../use-cases/index.ts';
import { filterOf, filterQuery, letterContent, toLetterContent } from './letter-schemas.ts';

const contentType = 'application/x-ndjson';

async function* lines(letters: AsyncIterable<Letter>): AsyncGenerator<string> {
  for await (const letter of letters) yield `${JSON.stringify(toLetterContent(letter))}\n`;
}

/** GET /api/ops/export → 200 all letters of a filter with their bytes, one per line, oldest first */
export const getExport = ({ exportLetters }: Pick<UseCases, 'exportLetters'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/export',
    operationId: 'exportLetters',
    summary: 'Letters with their bytes, one JSON object per line, oldest first',
    ...forOperators,
    // It takes messages with their contents out of the system.
    isAudited: true,
    query: filterQuery,
    responses: {
      200: { description: 'One letter per line', schema: letterContent.meta({ id: 'ExportedLetter' }), contentType },
      400: { description: 'Invalid query' },
      ...operatorAnswers,
    },
    handler: async ({ query, user }) => {
      const operator = { id: user.id, email: user.email };
      const letters = await exportLetters({ filter: filterOf(query), operator });
      const headers = {
        'Content-Type': contentType,
        'Content-Disposition': 'attachment; filename="dead-letters.ndjson"',
      };
      return { status: 200, headers, stream: lines(letters) };
    },
  });
