import { join } from 'node:path';
import type { Folders } from '../config.ts';
import { lockOwner, tryLock, unlock } from '../files/file-lock.ts';
import type { ProcessIdentity } from '../process/identity.ts';

/** One supervisor per home. */
const lockFile = ({ run }: Folders): string => join(run, 'supervisor.lock');

/** @returns the supervisor of this home, or null when none is running */
export const runningSupervisor = (folders: Folders): ProcessIdentity | null => lockOwner(lockFile(folders));

export const lockHome = (folders: Folders): ProcessIdentity | null => tryLock(lockFile(folders));
export const unlockHome = (folders: Folders): void => unlock(lockFile(folders));
