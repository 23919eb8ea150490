import { encodeText } from "./encode.ts";

/** Modules of a QR code, row by row: true is dark, undefined not drawn yet. */
type Grid = (boolean | undefined)[][];

/** Draws a text as a QR code of correction level L with mask 0. */
export function drawQrCode(text: string): boolean[][] {
  const { version, bytes } = encodeText(text);
  const size = version * 4 + 17;
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined));
  for (const [row, column] of [
    [0, 0],
    [0, size - 7],
    [size - 7, 0],
  ] as const)
    drawFinder(grid, row, column);
  if (version > 1) drawAlignment(grid, version);
  for (let at = 8; at < size - 8; at++) {
    set(grid, 6, at, at % 2 === 0);
    set(grid, at, 6, at % 2 === 0);
  }
  drawFormat(grid);
  if (version >= 7) drawVersion(grid, version);
  drawBytes(grid, bytes);
  return grid.map((row) => row.map((module) => module ?? false));
}

function set(grid: Grid, row: number, column: number, isDark: boolean): void {
  const line = grid[row];
  if (line && column >= 0 && column < line.length && line[column] === undefined) line[column] = isDark;
}

function drawFinder(grid: Grid, top: number, left: number): void {
  for (let row = -1; row <= 7; row++)
    for (let column = -1; column <= 7; column++) {
      const distance = Math.max(Math.abs(row - 3), Math.abs(column - 3));
      set(grid, top + row, left + column, distance !== 2 && distance !== 4);
    }
}

/** Small squares where rows and columns of the table cross, except over the finders. */
function drawAlignment(grid: Grid, version: number): void {
  const last = version * 4 + 10;
  const centres = version < 7 ? [6, last] : [6, last / 2 + 3, last];
  for (const row of centres)
    for (const column of centres) {
      const isFinder = (row === 6 && (column === 6 || column === last)) || (row === last && column === 6);
      if (isFinder) continue;
      for (let down = -2; down <= 2; down++)
        for (let across = -2; across <= 2; across++)
          set(grid, row + down, column + across, Math.max(Math.abs(down), Math.abs(across)) !== 1);
    }
}

/** Level L and mask 0 as the standard codes them, twice; and the module that is always dark. */
function drawFormat(grid: Grid): void {
  const bits = 0b111011111000100;
  const size = grid.length;
  const isDark = (index: number) => ((bits >>> index) & 1) === 1;
  for (let index = 0; index < 15; index++) {
    const near = index < 6 ? index : index < 8 ? index + 1 : undefined;
    // Down the column beside the upper left finder, then along the row below it.
    if (near !== undefined) set(grid, near, 8, isDark(index));
    else set(grid, 8, index === 8 ? 7 : 14 - index, isDark(index));
    if (index < 8) set(grid, 8, size - 1 - index, isDark(index));
    else set(grid, size - 15 + index, 8, isDark(index));
  }
  set(grid, size - 8, 8, true);
}

function drawVersion(grid: Grid, version: number): void {
  let remainder = version;
  for (let index = 0; index < 12; index++) remainder = (remainder << 1) ^ ((remainder >>> 11) * 0x1f25);
  const bits = (version << 12) | remainder;
  for (let index = 0; index < 18; index++) {
    const [far, near] = [grid.length - 11 + (index % 3), Math.floor(index / 3)];
    set(grid, near, far, ((bits >>> index) & 1) === 1);
    set(grid, far, near, ((bits >>> index) & 1) === 1);
  }
}

/** Winds the bits upwards and downwards in pairs of columns from the lower right, each masked by its place. */
function drawBytes(grid: Grid, bytes: readonly number[]): void {
  const size = grid.length;
  let next = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++)
      for (const column of [right, right - 1]) {
        const row = isUpward ? size - 1 - step : step;
        if (grid[row]?.[column] !== undefined) continue;
        const bit = ((bytes[next >> 3] ?? 0) >>> (7 - (next & 7))) & 1;
        set(grid, row, column, (bit === 1) !== ((row + column) % 2 === 0));
        next++;
      }
  }
}
