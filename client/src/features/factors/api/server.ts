import { read } from '@/api/server.ts';

/** How the visitor signs in besides the password. */
export const readFactors = () => read('auth', (api) => api.GET('/api/users/factors'));
