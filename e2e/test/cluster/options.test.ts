import { describe, expect, it } from '@jest/globals';
import { parseOptions, UsageError } from '../../src/cluster/options.ts';

describe('options of verify:cluster', () => {
  it('default to the profile verify and the standard https port', () => {
    expect(parseOptions([])).toEqual({
      profile: 'verify',
      ingress: { host: '127.0.0.1', port: 443 },
      keeps: false,
      helps: false,
    });
  });

  it('reject an ingress on another machine', () => {
    expect(() => parseOptions(['--ingress', '192.0.2.1:443'])).toThrow(UsageError);
    expect(() => parseOptions(['--ingress', '127.0.0.1'])).toThrow(UsageError);
  });
});
