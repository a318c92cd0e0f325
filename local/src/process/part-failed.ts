import { tailOf } from './log-file.ts';

/** A part or service could not be installed or started. Carries the end of its output, for the error message. */
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
