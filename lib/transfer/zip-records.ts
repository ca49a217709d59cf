import { entryMode } from "./archive-entry";

/** What a zip says of one file. The format is PKWARE's APPNOTE 6.3, with Info-ZIP's UTC times (extra field 0x5455). */
export interface ZipRecord {
  name: Buffer;
  modifiedAt: Date;
  isDeflated: boolean;
  crc: number;
  storedBytes: number;
  sizeBytes: number;
  /** Where its local header stands in the archive. */
  offset: number;
}

const most32 = 0xffff_ffff;
const most16 = 0xffff;
const plainVersion = 20;
const zip64Version = 45;
const madeOnUnix = (3 << 8) | 63;
const nameIsUtf8 = 1 << 11;
const regularFile = 0o100000;

/** The header that stands before a file's bytes. */
export function localHeader(record: ZipRecord): Buffer {
  const extra = utcTime(record.modifiedAt);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(plainVersion, 4);
  writeCommon(head, 6, record);
  head.writeUInt16LE(extra.length, 28);
  return Buffer.concat([head, record.name, extra]);
}

/** The record of a file in the directory at the end. */
export function centralRecord(record: ZipRecord): Buffer {
  const isFar = record.offset >= most32;
  const extra = isFar
    ? Buffer.concat([utcTime(record.modifiedAt), farOffset(record.offset)])
    : utcTime(record.modifiedAt);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(madeOnUnix, 4);
  head.writeUInt16LE(isFar ? zip64Version : plainVersion, 6);
  writeCommon(head, 8, record);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(((regularFile | entryMode) << 16) >>> 0, 38);
  head.writeUInt32LE(isFar ? most32 : record.offset, 42);
  return Buffer.concat([head, record.name, extra]);
}

/** The end of the archive, in the long form where the short one has no room. */
export function endOfDirectory(directory: { count: number; sizeBytes: number; offset: number }): Buffer {
  const { count, sizeBytes, offset } = directory;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, most16), 8);
  end.writeUInt16LE(Math.min(count, most16), 10);
  end.writeUInt32LE(Math.min(sizeBytes, most32), 12);
  end.writeUInt32LE(Math.min(offset, most32), 16);
  if (count < most16 && sizeBytes < most32 && offset < most32) return end;
  const long = Buffer.alloc(56);
  long.writeUInt32LE(0x06064b50, 0);
  long.writeBigUInt64LE(44n, 4);
  long.writeUInt16LE(madeOnUnix, 12);
  long.writeUInt16LE(zip64Version, 14);
  long.writeBigUInt64LE(BigInt(count), 24);
  long.writeBigUInt64LE(BigInt(count), 32);
  long.writeBigUInt64LE(BigInt(sizeBytes), 40);
  long.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + sizeBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([long, locator, end]);
}

/** The part that both headers share, from the flags to the length of the name. */
function writeCommon(head: Buffer, at: number, record: ZipRecord): void {
  const { time, date } = dosTime(record.modifiedAt);
  head.writeUInt16LE(nameIsUtf8, at);
  head.writeUInt16LE(record.isDeflated ? 8 : 0, at + 2);
  head.writeUInt16LE(time, at + 4);
  head.writeUInt16LE(date, at + 6);
  head.writeUInt32LE(record.crc, at + 8);
  head.writeUInt32LE(record.storedBytes, at + 12);
  head.writeUInt32LE(record.sizeBytes, at + 16);
  head.writeUInt16LE(record.name.length, at + 20);
}

/** In UTC, so that the bytes do not depend on where the server stands; the format knows the years 1980 to 2107. */
function dosTime(moment: Date): { time: number; date: number } {
  const at = new Date(Math.min(Math.max(moment.getTime(), Date.UTC(1980, 0)), Date.UTC(2107, 11, 31)));
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}

function utcTime(moment: Date): Buffer {
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x5455, 0);
  field.writeUInt16LE(5, 2);
  field.writeUInt8(1, 4);
  field.writeInt32LE(Math.max(-0x8000_0000, Math.min(0x7fff_ffff, Math.floor(moment.getTime() / 1000))), 5);
  return field;
}

function farOffset(offset: number): Buffer {
  const field = Buffer.alloc(12);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8, 2);
  field.writeBigUInt64LE(BigInt(offset), 4);
  return field;
}
