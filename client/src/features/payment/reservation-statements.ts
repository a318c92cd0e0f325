const statements = new Map<string, string>();

/**
 * Keeps what orders has signed of a reservation until its page is closed, so that the buyer can pay at once. After a reload
 * payments has long heard of the order itself.
 */
export function keepStatement({ id, statement }: { id: string; statement?: string | undefined }): void {
  if (statement !== undefined) statements.set(id, statement);
}

export const statementOf = (orderId: string): string | undefined => statements.get(orderId);
