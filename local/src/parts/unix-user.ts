import { spawnSync } from 'node:child_process';
import type { UnixUser } from '../process/launch.ts';
import { PartFailed } from '../process/part-failed.ts';

const userName = 'ticketing-pg';

/**
 * The user that runs PostgreSQL, which refuses to run as root. Created when missing.
 * @returns undefined when we are not root
 */
export function databaseUser(): UnixUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = lookUp(userName);
  if (existing) return existing;
  const made = spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', userName]);
  const user = lookUp(userName);
  if (!user) {
    const why = made.error?.message ?? String(made.stderr).trim();
    throw new PartFailed('postgres', `must not run as root, and the user ${userName} could not be created: ${why}`);
  }
  return user;
}

/** Whether that user has access to the folder; nobody else has access to a checkout below /root. */
export function canEnter(folder: string, user: UnixUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', ...user }).status === 0;
}

function lookUp(name: string): UnixUser | undefined {
  const [uid, gid] = (['-u', '-g'] as const).map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
