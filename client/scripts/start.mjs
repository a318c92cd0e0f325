// Runs the built client. Next's server takes its address from HOSTNAME, which many systems set to the machine's name;
// this program takes it from HOST, like every other service. On SIGTERM, requests in flight finish.
process.env.PORT ??= '3020';
process.env.HOSTNAME = process.env.HOST ?? '0.0.0.0';

await import('../.next/standalone/client/server.js');
