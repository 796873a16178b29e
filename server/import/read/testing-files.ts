import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll } from "vitest";

/** A folder of its own for one test file, gone after its tests. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "youzhu-import-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function write(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A zip whose entries are exactly what the test says, unsafe names and false sizes included. */
export function zip(entries: Readonly<Record<string, Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const bytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(bytes.length, 22);
    locals.push(Buffer.from("PK\u0003\u0004"), common, bytes, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), common, tail, bytes);
    offset += 4 + common.length + bytes.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  const count = Object.keys(entries).length;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\u0005\u0006"), end]);
}

/** A point shapefile: header and records of the ESRI white paper, a .dbf with one text column NAME. */
export async function pointShapefile(
  folder: string,
  stem: string,
  points: readonly { x: number; y: number; name: Buffer }[],
  prj: string | null,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const header = (length: number): Buffer => {
    const bytes = Buffer.alloc(100);
    bytes.writeInt32BE(9994, 0);
    bytes.writeInt32BE(length / 2, 24);
    bytes.writeInt32LE(1000, 28);
    bytes.writeInt32LE(1, 32);
    const xs = points.map((point) => point.x);
    const ys = points.map((point) => point.y);
    [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].forEach((value, at) =>
      bytes.writeDoubleLE(value, 36 + 8 * at),
    );
    return bytes;
  };
  const records = points.map((point, at) => {
    const bytes = Buffer.alloc(28);
    bytes.writeInt32BE(at + 1, 0);
    bytes.writeInt32BE(10, 4);
    bytes.writeInt32LE(1, 8);
    bytes.writeDoubleLE(point.x, 12);
    bytes.writeDoubleLE(point.y, 20);
    return bytes;
  });
  const index = points.map((_, at) => {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(50 + 14 * at, 0);
    bytes.writeInt32BE(10, 4);
    return bytes;
  });
  write(folder, `${stem}.shx`, Buffer.concat([header(100 + 8 * points.length), ...index]));
  write(folder, `${stem}.dbf`, dbf(points.map((point) => point.name)));
  if (prj !== null) write(folder, `${stem}.prj`, prj);
  return write(folder, `${stem}.shp`, Buffer.concat([header(100 + 28 * points.length), ...records]));
}

/** dBase III, without a language byte. */
function dbf(names: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(65);
  header[0] = 3;
  header.set([126, 1, 1], 1);
  header.writeUInt32LE(names.length, 4);
  header.writeUInt16LE(65, 8);
  header.writeUInt16LE(41, 10);
  header.write("NAME", 32, "latin1");
  header.write("C", 43, "latin1");
  header[48] = 40;
  header[64] = 0x0d;
  const records = names.map((name) =>
    Buffer.concat([Buffer.from(" "), name, Buffer.alloc(40 - name.length, " ")]),
  );
  return Buffer.concat([header, ...records, Buffer.from([0x1a])]);
}
