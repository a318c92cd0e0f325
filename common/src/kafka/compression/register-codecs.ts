import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import kafkajs from 'kafkajs';
import { maxDecompressedBytes, undecompressible } from './growing-bytes.ts';
import { decompressLz4 } from './lz4.ts';
import { decompressSnappy } from './snappy.ts';

// Node.js does not detect these as named exports.
const { CompressionCodecs, CompressionTypes } = kafkajs;

interface CompressionCodec {
  compress(encoder: { buffer: Buffer }): Promise<Buffer>;
  decompress(compressed: Buffer): Promise<Buffer>;
}

const [compressZstd, decompressZstd] = [promisify(zstdCompress), promisify(zstdDecompress)];

const readOnly = (decompress: (compressed: Buffer) => Buffer): CompressionCodec => ({
  compress: async () => {
    throw new Error('this compression is supported for reading only');
  },
  decompress: async (compressed) => decompress(compressed),
});

const zstd: CompressionCodec = {
  compress: ({ buffer }) => compressZstd(buffer),
  decompress: (compressed) =>
    decompressZstd(compressed, { maxOutputLength: maxDecompressedBytes }).catch((cause: unknown) => {
      throw undecompressible('it is not Zstandard', { cause });
    }),
};

/**
 * Registers the compressions that KafkaJS lacks; it reads only gzip. One batch in another compression, from any
 * producer or of a topic that an operator has reconfigured, would stop its consumers permanently.
 */
export function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.Snappy] = () => readOnly(decompressSnappy);
  CompressionCodecs[CompressionTypes.LZ4] = () => readOnly(decompressLz4);
  CompressionCodecs[CompressionTypes.ZSTD] = () => zstd;
}
