const statements = new Map<string, string>();

/**
 * Keeps reservation statements until the page is closed, so that a buyer can pay immediately. After a reload they are not
 * needed, because payments has received the order's event by then.
 */
export function keepStatement({ id, statement }: { id: string; statement?: string | undefined }): void {
  if (statement !== undefined) statements.set(id, statement);
}

export const statementOf = (orderId: string): string | undefined => statements.get(orderId);
