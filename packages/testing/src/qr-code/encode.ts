import { errorCorrection } from "./reed-solomon.ts";

/** Per version, from 1: data bytes, correction bytes per block, blocks; for correction level L (ISO 18004, table 9). */
const versions: readonly (readonly [data: number, correction: number, blocks: number])[] = [
  [19, 7, 1],
  [34, 10, 1],
  [55, 15, 1],
  [80, 20, 1],
  [108, 26, 1],
  [136, 18, 2],
  [156, 20, 2],
  [194, 24, 2],
  [232, 30, 2],
];

/** How many bytes the largest of these codes holds. */
export const longestQrText = 230;

/** The bytes of a QR code: mode, length, text and padding, then the correction, blocks interleaved. */
export function encodeText(text: string): { readonly version: number; readonly bytes: readonly number[] } {
  const content = [...new TextEncoder().encode(text)];
  // Mode and length take 12 bits up to version 9, the end 4: together two bytes.
  const version = versions.findIndex(([data]) => content.length + 2 <= data) + 1;
  const layout = versions[version - 1];
  if (!layout) throw new RangeError(`A text of ${content.length} bytes is too long for the mock's QR codes.`);
  const [size, correction, blocks] = layout;
  return { version, bytes: interleave(padded(content, size), correction, blocks) };
}

function padded(content: readonly number[], size: number): number[] {
  const nibbles = [
    4,
    content.length >> 4,
    content.length & 15,
    ...content.flatMap((byte) => [byte >> 4, byte & 15]),
    0,
  ];
  const bytes: number[] = [];
  for (let index = 0; index < nibbles.length; index += 2)
    bytes.push(((nibbles[index] ?? 0) << 4) | (nibbles[index + 1] ?? 0));
  for (let pad = 0; bytes.length < size; pad++) bytes.push(pad % 2 === 0 ? 0xec : 0x11);
  return bytes;
}

function interleave(data: readonly number[], correction: number, blocks: number): number[] {
  const length = data.length / blocks;
  const parts = Array.from({ length: blocks }, (_, index) => data.slice(index * length, (index + 1) * length));
  const checks = parts.map((part) => errorCorrection(part, correction));
  const woven = (lists: readonly (readonly number[])[], count: number) =>
    Array.from({ length: count }, (_, at) => lists.map((list) => list[at] ?? 0)).flat();
  return [...woven(parts, length), ...woven(checks, correction)];
}
