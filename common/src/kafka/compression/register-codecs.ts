import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import kafkajs from 'kafkajs';
import { mostBytes, undecompressible } from './growing-bytes.ts';
import { decompressLz4 } from './lz4.ts';
import { decompressSnappy } from './snappy.ts';

// Node.js does not find these among the exports by name.
const { CompressionCodecs, CompressionTypes } = kafkajs;

interface CompressionCodec {
  compress(encoder: { buffer: Buffer }): Promise<Buffer>;
  decompress(compressed: Buffer): Promise<Buffer>;
}

const [compressZstd, decompressZstd] = [promisify(zstdCompress), promisify(zstdDecompress)];

const readOnly = (decompress: (compressed: Buffer) => Buffer): CompressionCodec => ({
  compress: async () => {
    throw new Error('batches are read in this compression, and not written');
  },
  decompress: async (compressed) => decompress(compressed),
});

const zstd: CompressionCodec = {
  compress: ({ buffer }) => compressZstd(buffer),
  decompress: (compressed) =>
    decompressZstd(compressed, { maxOutputLength: mostBytes }).catch((cause: unknown) => {
      throw undecompressible('it is not Zstandard', { cause });
    }),
};

/**
 * KafkaJS reads gzip alone. One batch of another compression, from whatever producer, or of a topic that an operator has
 * set so, would stop its consumers for ever.
 */
export function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.Snappy] = () => readOnly(decompressSnappy);
  CompressionCodecs[CompressionTypes.LZ4] = () => readOnly(decompressLz4);
  CompressionCodecs[CompressionTypes.ZSTD] = () => zstd;
}
