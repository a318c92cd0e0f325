import { json } from 'node:stream/consumers';
import { type SeedOptions, seed } from './seed.ts';

/**
 * Seeds demo data in a process of its own: drawing posters takes memory that the supervisor would keep. Reads its options
 * from standard input, because they contain credentials, and prints a line for each part of the work.
 */
const options = (await json(process.stdin)) as Omit<SeedOptions, 'report'>;
await seed({ ...options, report: (text) => process.stdout.write(`${text}\n`) });
process.exit(0);
