// Next's command line without its telemetry: a build here speaks to nobody.
process.env.NEXT_TELEMETRY_DISABLED = '1';

await import('next/dist/bin/next');
