export { type SandboxOptions, type StripeSandbox, startStripeSandbox } from './sandbox.ts';
