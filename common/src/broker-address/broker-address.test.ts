import { describe, expect, it } from '@jest/globals';
import { brokerAddress, brokerHosts, isBrokerAddress, parseBrokers } from './index.ts';

const sasl = { mechanism: 'SCRAM-SHA-256', username: 'orders', password: 'p@ss:w/ord?ä' } as const;

describe('the address of a broker', () => {
  it.each([
    ['PLAINTEXT', null, { usesTls: false, sasl: null }],
    ['SSL', null, { usesTls: true, sasl: null }],
    ['SASL_PLAINTEXT', sasl, { usesTls: false, sasl }],
    ['SASL_SSL', sasl, { usesTls: true, sasl }],
  ] as const)('keeps %s and its credentials', (protocol, credentials, expected) => {
    const addresses = ['kafka-0.kafka:9092', 'kafka-1.kafka:9092'].map((host) =>
      brokerAddress(host, protocol, credentials),
    );

    expect(parseBrokers(addresses)).toEqual({ hosts: ['kafka-0.kafka:9092', 'kafka-1.kafka:9092'], ...expected });
  });

  it.each(['127.0.0.1:19092', 'localhost:9092', '[::1]:9092', 'b-1.example.com:9096'])('may be %s alone', (address) => {
    expect(parseBrokers([address])).toEqual({ hosts: [address], usesTls: false, sasl: null });
  });

  it.each([
    '',
    'kafka',
    'kafka:port',
    'http://kafka:9092',
    'sasl_ssl://kafka:9092',
    'sasl_ssl://orders:@kafka:9092',
    'ssl://orders:secret@kafka:9092',
    'orders:secret@kafka:9092',
    'sasl_ssl://orders:secret@kafka:9092?mechanism=GSSAPI',
    'kafka:9092/topic',
  ])('is not %j', (address) => {
    expect(isBrokerAddress(address)).toBe(false);
    expect(() => parseBrokers([address])).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    );
  });

  it('is shown without credentials', () => {
    expect(brokerHosts([brokerAddress('kafka:9092', 'SASL_SSL', sasl)])).toBe('kafka:9092');
  });
});
