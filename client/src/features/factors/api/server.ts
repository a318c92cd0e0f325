import { read } from '@/api/server.ts';
import { factorsSchema } from './schemas.ts';

/** How the visitor signs in besides the password. */
export const readFactors = () => read('auth', '/api/users/factors', factorsSchema);
