import { rmSync } from 'node:fs';
import { type Endpoints, endpointsFile } from '@ticketing/common/endpoints';
import { writeJson } from './files/write-atomically.ts';

export {
  type Addresses,
  type EndpointEntry,
  type Endpoints,
  endpointsFile,
  readEndpoints,
  trustAuthority,
} from '@ticketing/common/endpoints';

export const writeEndpoints = (home: string, endpoints: Endpoints): void => writeJson(endpointsFile(home), endpoints);

export const removeEndpoints = (home: string): void => rmSync(endpointsFile(home), { force: true });
