import { expect, it } from '@jest/globals';
import { redactEnvironment, redactText } from './redact.ts';

it('hides secrets by name, by value and in addresses, and nothing else', () => {
  const env = {
    PORT: '3003',
    JWT_KEY: 'abc',
    STRIPE_WEBHOOK_SECRET: 'whsec_1',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
    DATABASE_URL: 'postgresql://orders:p4ss@127.0.0.1:5432/orders',
    MONGO_URI: 'mongodb://127.0.0.1:27017/auth?replicaSet=rs0',
    NOTE: 'contains s3cret here',
    UNSET: undefined,
  };
  expect(redactEnvironment(env, ['s3cret'])).toEqual({
    DATABASE_URL: 'postgresql://orders:•••@127.0.0.1:5432/orders',
    JWT_KEY: '•••',
    MONGO_URI: 'mongodb://127.0.0.1:27017/auth?replicaSet=rs0',
    NOTE: 'contains ••• here',
    PORT: '3003',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
    STRIPE_WEBHOOK_SECRET: '•••',
  });
});

it('hides every password of a text', () => {
  expect(redactText('a://u:one@h b redis://:two@h c http://h:80/x@y')).toBe(
    'a://u:•••@h b redis://:•••@h c http://h:80/x@y',
  );
});
