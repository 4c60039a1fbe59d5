/** Name of the column that says whether a source tells something of a row. */
export function fromSource(name: string): string {
  return `from_${name}`
}
