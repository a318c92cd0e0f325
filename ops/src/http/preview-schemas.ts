import { z } from 'zod';
import type { Preview } from '../use-cases/select-letters.ts';
import { letterSummary, toLetterSummary } from './letter-schemas.ts';

export const previewResponse = z
  .object({
    dryRun: z.literal(true),
    count: z.int(),
    groups: z.array(z.object({ group: z.string(), topic: z.string(), errorCode: z.string(), count: z.int() })),
    sample: z.array(letterSummary),
    skip: z.object({ versioned: z.int(), withPosition: z.int(), byHand: z.int() }).meta({
      description: 'Requirements for discarding: the number of versioned events, and how many of them have a position',
    }),
  })
  .meta({ id: 'DryRun' });

export const toPreviewResponse = ({ count, groups, sample, skip }: Preview): z.infer<typeof previewResponse> => ({
  dryRun: true,
  count,
  groups: groups.map(({ withPosition: _, ...group }) => group),
  sample: sample.map(toLetterSummary),
  skip,
});
