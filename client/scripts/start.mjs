// Runs the built client. Next's server reads PORT and, for the address, HOSTNAME, which many systems set to the
// machine's name; here as in every other service the address is HOST. SIGTERM lets open requests finish.
process.env.PORT ??= '3020';
process.env.HOSTNAME = process.env.HOST ?? '0.0.0.0';

await import('../.next/standalone/client/server.js');
