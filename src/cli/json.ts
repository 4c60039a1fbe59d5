const BIG_INTEGER = /"\\u0000integer:(-?\d+)"/g

/** JSON text in which whole numbers beyond 2^53 keep all their digits. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? `\u0000integer:${member}` : member))
  return text.replaceAll(BIG_INTEGER, '$1')
}
