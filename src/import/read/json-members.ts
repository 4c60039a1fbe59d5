/** Larger documents are looked at by the engine: as objects they would take several times their size. */
const LARGEST = 1024 * 1024

/**
 * Which members, given as JSON paths, a document has that is small enough to be looked at here, or any of a list of documents: a statement for each of
 * thousands of files would take several times as long. Undefined for text that is not strict JSON.
 */
export function membersIn(text: Buffer, paths: readonly string[]): ReadonlySet<string> | undefined {
  if (text.length > LARGEST) return undefined
  const found = parsed(text)
  if (found === undefined) return undefined
  const documents = Array.isArray(found.value) ? (found.value as unknown[]) : [found.value]
  return new Set(paths.filter(path => documents.some(document => isTold(memberAt(document, path)))))
}

function parsed(text: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.toString('utf8')) as unknown }
  } catch {
    return undefined
  }
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** What stands at a path as `$.data[0].player`. */
function memberAt(document: unknown, path: string): unknown {
  const steps = path.match(/[^.[\]]+/g) ?? []
  return steps.slice(1).reduce(inside, document)
}

function inside(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(step) ? (value as unknown[])[Number(step)] : undefined
  if (typeof value !== 'object' || value === null || /^\d+$/.test(step) || !Object.hasOwn(value, step)) return undefined
  return (value as Record<string, unknown>)[step]
}
