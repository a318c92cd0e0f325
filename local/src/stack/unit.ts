import type { OnProgress } from '../install/install-once.ts';
import type { LaunchSpec } from '../process/launch.ts';

/**
 * The order of stopping: higher layers stop before lower ones, so that dependencies stop after their users.
 */
export const layers = { edge: 5, services: 4, connect: 3, brokers: 2, databases: 1 } as const;

/** One program of the stack, kept running by the supervisor. */
export interface Unit {
  name: string;
  kind: 'part' | 'service';
  layer: number;
  port: number;
  url: string;
  /** Installs what the program needs, unless it is installed. May run long before the start. */
  install?(onProgress: OnProgress): Promise<void>;
  prepare(): Promise<LaunchSpec>;
  /** Runs when the program is ready and prepares it for its users. Idempotent. */
  initialize?(): Promise<void>;
}
