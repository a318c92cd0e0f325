import type { OnProgress } from '../install/install-once.ts';
import type { LaunchSpec } from '../process/launch.ts';

/**
 * Order of ending: a higher layer ends before a lower one, so that what is used outlives its users.
 */
export const layers = { edge: 5, services: 4, connect: 3, brokers: 2, databases: 1 } as const;

/** One program of the stack that the supervisor keeps. */
export interface Unit {
  name: string;
  kind: 'part' | 'service';
  layer: number;
  port: number;
  url: string;
  /** Brings in what the program needs to run, as far as it is missing. May run long before the start. */
  install?(onProgress: OnProgress): Promise<void>;
  prepare(): Promise<LaunchSpec>;
  /** Brings it into the state that others need once it answers. Idempotent. */
  settle?(): Promise<void>;
}
