/** What a column can hold. `strings` is an ordered list of text; `timestamp` is an instant in UTC. */
export type ColumnType = 'string' | 'int' | 'float' | 'bool' | 'date' | 'timestamp' | 'strings'

/** How a field is written into the text that is hashed. `instant` is ISO text of an instant in UTC, as `2024-01-13T23:45:10+00:00`, with microseconds where there are any. */
export type HashType = 'str' | 'int' | 'float' | 'bool' | 'date' | 'instant'

const HASH_TYPES: Readonly<Partial<Record<ColumnType, HashType>>> = {
  string: 'str',
  int: 'int',
  float: 'float',
  bool: 'bool',
  date: 'date',
}

/** The hash type of a column type, or undefined for types that never enter a hash. */
export function hashTypeOf(type: ColumnType): HashType | undefined {
  return HASH_TYPES[type]
}
