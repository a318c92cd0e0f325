// Next's command line without telemetry.
process.env.NEXT_TELEMETRY_DISABLED = '1';

await import('next/dist/bin/next');
