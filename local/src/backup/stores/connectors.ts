import { postgresServices } from '@ticketing/contracts';
import { connectorNameOf } from '@ticketing/setup';

/** Reads how far each connector has come, as Connect tells it. */
export async function readConnectors(connectUrl: string): Promise<Record<string, unknown>> {
  const names = postgresServices.map(connectorNameOf);
  const found = await Promise.all(
    names.map(async (name): Promise<[string, unknown]> => {
      const response = await fetch(`${connectUrl}/connectors/${name}/offsets`);
      if (!response.ok)
        throw new Error(`Connect answered ${response.status} to the request for the offsets of ${name}`);
      return [name, await response.json()];
    }),
  );
  return Object.fromEntries(found);
}
