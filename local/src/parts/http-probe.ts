/** Whether the address answers with a status below `below` within two seconds. */
export async function answers(url: string, below = 300): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' });
  await response.body?.cancel();
  return response.status < below;
}
