import * as z from 'zod/mini';

/** Whom and what a saga is about, as far as its data says so. */
export interface SagaSubject {
  personId: string | null;
  orderId: string | null;
  performanceId: string | null;
}

const optional = <T extends z.ZodMiniType>(type: T) => z.catch(z.nullable(type), null);
const dataSchema = z.object({
  userId: optional(z.string()),
  performanceId: optional(z.string()),
  order: optional(z.object({ id: z.string() })),
});

/** Definitions differ in their data: what is absent is null. */
export function subjectOf(data: unknown): SagaSubject {
  const { data: known } = z.safeParse(dataSchema, data);
  return {
    personId: known?.userId ?? null,
    orderId: known?.order?.id ?? null,
    performanceId: known?.performanceId ?? null,
  };
}
