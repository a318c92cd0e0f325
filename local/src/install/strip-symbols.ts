import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

/** https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
const elf64LittleEndian = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
const headerBytes = 64;
const symbolTable = 2;
const stringTable = 3;

interface Section {
  type: number;
  isLoaded: boolean;
  offset: bigint;
}

/**
 * Removes the symbol table of a Linux program, a quarter of mongod; only debuggers read it. `strip` does the same, but few
 * machines have it. Files in another format, or with other content after their symbols, are not changed.
 * @returns bytes saved
 */
export function stripSymbols(file: string): number {
  const handle = openSync(file, 'r+');
  try {
    const header = Buffer.alloc(headerBytes);
    readSync(handle, header, 0, headerBytes, 0);
    if (!header.subarray(0, elf64LittleEndian.length).equals(elf64LittleEndian)) return 0;
    const tableAt = header.readBigUInt64LE(40);
    const sections = readSections(handle, header, tableAt);
    const symbolsAt = sections.find(({ type }) => type === symbolTable)?.offset;
    if (symbolsAt === undefined || symbolsAt > tableAt) return 0;
    const isTail = sections.every(
      ({ type, isLoaded, offset }) =>
        offset < symbolsAt || (!isLoaded && (type === symbolTable || type === stringTable)),
    );
    if (!isTail) return 0;
    const savedBytes = Number(tableAt - symbolsAt) + header.readUInt16LE(58) * header.readUInt16LE(60);
    header.writeBigUInt64LE(0n, 40); // offset of the section table
    header.writeUInt16LE(0, 60); // number of its entries
    header.writeUInt16LE(0, 62); // index of the section names
    writeSync(handle, header, 0, headerBytes, 0);
    ftruncateSync(handle, Number(symbolsAt));
    return savedBytes;
  } finally {
    closeSync(handle);
  }
}

function readSections(handle: number, header: Buffer, tableAt: bigint): Section[] {
  const entryBytes = header.readUInt16LE(58);
  const count = header.readUInt16LE(60);
  const table = Buffer.alloc(entryBytes * count);
  readSync(handle, table, 0, table.length, tableAt);
  return Array.from({ length: count }, (_, index) => {
    const entry = table.subarray(index * entryBytes);
    return {
      type: entry.readUInt32LE(4),
      isLoaded: (entry.readBigUInt64LE(8) & 2n) !== 0n,
      offset: entry.readBigUInt64LE(24),
    };
  });
}
