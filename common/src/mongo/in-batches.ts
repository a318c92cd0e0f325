/** Yields a cursor's documents in batches that fit into memory. */
export async function* inBatches<Found, Item>(
  found: AsyncIterable<Found>,
  toItem: (found: Found) => Item,
  size = 1_000,
): AsyncIterable<Item[]> {
  let batch: Item[] = [];
  for await (const document of found) {
    batch.push(toItem(document));
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
