import { expect, it } from '@jest/globals';
import { mongoWheel } from './mongo.ts';

const on =
  (...libraries: string[]) =>
  (name: string) =>
    libraries.includes(name);
const openssl3 = ['libssl.so.3', 'libcrypto.so.3'];
const openssl1 = ['libssl.so.1.1', 'libcrypto.so.1.1'];
const others = ['libcurl.so.4', 'liblzma.so.5'];

it('selects the build for the installed OpenSSL, the newer one if both are installed', () => {
  expect(mongoWheel('linux-x64', on(...openssl3, ...others))).toEqual({ name: 'mongo-openssl3', missing: [] });
  expect(mongoWheel('linux-arm64', on(...openssl1, ...others))).toEqual({ name: 'mongo-openssl1', missing: [] });
  expect(mongoWheel('linux-x64', on(...openssl1, ...openssl3, ...others)).name).toBe('mongo-openssl3');
});

it('names missing libraries', () => {
  expect(mongoWheel('linux-x64', on(...openssl3, 'liblzma.so.5')).missing).toEqual(['libcurl.so.4']);
});

it('needs no libraries on macOS', () => {
  expect(mongoWheel('darwin-arm64', on())).toEqual({ name: 'mongo-darwin', missing: [] });
});
