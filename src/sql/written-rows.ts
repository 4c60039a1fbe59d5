/** Cells as rows of so many. */
export function inRows(cells: readonly string[], width: number): string[][] {
  return Array.from({ length: cells.length / width }, (_, row) => cells.slice(row * width, (row + 1) * width))
}
