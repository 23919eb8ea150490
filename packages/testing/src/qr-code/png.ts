const scale = 4;
const margin = 4;

/** A grid of modules as a PNG with its quiet zone, in a data URI. Uncompressed: the code is small, and no library is needed. */
export function pngOf(modules: readonly (readonly boolean[])[]): string {
  const width = (modules.length + margin * 2) * scale;
  const bytesPerLine = Math.ceil(width / 8);
  const pixels: number[] = [];
  for (let y = 0; y < width; y++) {
    const line = new Array<number>(bytesPerLine).fill(0xff);
    const row = modules[Math.floor(y / scale) - margin];
    for (let x = 0; x < width; x++)
      if (row?.[Math.floor(x / scale) - margin]) line[x >> 3] = (line[x >> 3] ?? 0) & ~(0x80 >> (x & 7));
    pixels.push(0, ...line);
  }
  const header = [...int(width), ...int(width), 1, 0, 0, 0, 0];
  const bytes = [
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    ...chunk("IHDR", header),
    ...chunk("IDAT", stored(pixels)),
    ...chunk("IEND", []),
  ];
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(text)}`;
}

function chunk(name: string, content: readonly number[]): number[] {
  const named = [...name].map((letter) => letter.charCodeAt(0)).concat(content);
  return [...int(content.length), ...named, ...int(crc32(named))];
}

/** Bytes in zlib's format without compression. */
function stored(bytes: readonly number[]): number[] {
  const blocks: number[] = [];
  for (let at = 0; at < bytes.length; at += 0xffff) {
    const block = bytes.slice(at, at + 0xffff);
    const { length } = block;
    const isLast = at + length >= bytes.length ? 1 : 0;
    blocks.push(isLast, length & 0xff, length >> 8, ~length & 0xff, (~length >> 8) & 0xff, ...block);
  }
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return [0x78, 0x01, ...blocks, ...int(((b << 16) | a) >>> 0)];
}

function crc32(bytes: readonly number[]): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return ~crc >>> 0;
}

function int(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
