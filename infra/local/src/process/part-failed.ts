import { tailOf } from './log-file.ts';

/** A part or service is not there. Carries the end of what it said, so that nobody has to look for it. */
export class PartFailed extends Error {
  readonly part: string;
  readonly reason: string;
  readonly logFile: string | undefined;
  readonly outputTail: string;

  constructor(part: string, reason: string, { logFile, output }: { logFile?: string; output?: string } = {}) {
    super(`${part} ${reason}`);
    this.name = 'PartFailed';
    this.part = part;
    this.reason = reason;
    this.logFile = logFile;
    this.outputTail = output ?? (logFile ? tailOf(logFile) : '');
  }
}
