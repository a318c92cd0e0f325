import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Clock ticks of /proc: 100 a second wherever Linux runs Node. */
export const ticksPerSecond = 100;

/** CPU time that a process has used, user and system. */
export function cpuSecondsOf(pid: number): number {
  const stat = `/proc/${pid}/stat`;
  if (existsSync(stat)) {
    // The program's name may hold spaces; the fields are counted behind its closing bracket.
    const fields = readFileSync(stat, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  }
  const [seconds = 0, minutes = 0, hours = 0] = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], {
    encoding: 'utf8',
  })
    .trim()
    .split(':')
    .reverse()
    .map(Number);
  return seconds + 60 * (minutes + 60 * hours);
}
