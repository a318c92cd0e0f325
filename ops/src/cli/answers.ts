import type { z } from 'zod';
import type { letterContent, letterSummary } from '../http/letter-schemas.ts';
import type { previewResponse } from '../http/preview-schemas.ts';
import type { replayResponse } from '../http/replay-schemas.ts';

// What the service answers; types alone, so that the command line loads nothing of the service.
export type Letter = z.infer<typeof letterSummary>;
export type LetterContent = z.infer<typeof letterContent>;
export type Preview = z.infer<typeof previewResponse>;
export type Replay = z.infer<typeof replayResponse>;
