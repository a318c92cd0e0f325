import type { z } from 'zod';
import type { letterContent, letterSummary } from '../http/letter-schemas.ts';
import type { previewResponse } from '../http/preview-schemas.ts';
import type { replayResponse } from '../http/replay-schemas.ts';

// Response types of the API. Types only, so that the command line loads no service code.
export type Letter = z.infer<typeof letterSummary>;
export type LetterContent = z.infer<typeof letterContent>;
export type Preview = z.infer<typeof previewResponse>;
export type Replay = z.infer<typeof replayResponse>;
