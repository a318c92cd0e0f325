// Makes refused mails due again; see docs/runbooks/mails-not-delivered.md.
//   MONGO_URI=… node src/resend-failed.ts [--mail <id>]
import { parseArgs } from 'node:util';
import { parseEnv, url } from '@ticketing/common/config';
import { connectMongo } from '@ticketing/common/mongo';
import { z } from 'zod';
import { unsentMails } from './store/unsent-mails.ts';

try {
  const { values } = parseArgs({ options: { mail: { type: 'string' } } });
  const { MONGO_URI } = parseEnv(z.object({ MONGO_URI: url('mongodb', 'mongodb+srv') }), process.env);
  const connection = await connectMongo(MONGO_URI);
  const count = await unsentMails(connection).resend(values.mail);
  await connection.close();
  process.stdout.write(`${count} due again; they are sent within 30 seconds\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
