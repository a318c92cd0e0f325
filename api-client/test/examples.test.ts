import { expect, it } from '@jest/globals';
import type { RouteSpec } from '@ticketing/common/http';
import { routesByService } from '../scripts/routes-by-service.ts';

const schemasOf = ({ body, responses }: RouteSpec) => [body, ...Object.values(responses).map(({ schema }) => schema)];

const examples = Object.values(routesByService)
  .flat()
  .flatMap((route) =>
    schemasOf(route).flatMap((schema) => {
      const example = schema?.meta()?.example;
      return schema && example !== undefined ? [{ name: route.operationId, schema, example }] : [];
    }),
  );

it('has examples', () => expect(examples.length).toBeGreaterThan(10));

it.each(examples)('of $name is valid', ({ schema, example }) => {
  expect(schema.safeParse(example).error).toBeUndefined();
});
