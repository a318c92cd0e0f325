import { networkOf } from '@ticketing/common/addresses';
import type { Request } from 'express';
import { deviceName } from '../devices/device-name.ts';
import type { Origin } from '../domain/session.ts';

/** Returns where a request comes from: its address for limits, and the coarse origin that is stored. */
export function originOf(req: Request): Origin & { address: string } {
  const address = req.ip ?? 'unknown';
  return { address, device: deviceName(req.get('user-agent')), network: networkOf(address) };
}
