import type { MadeFile } from './mutator.ts'
import { ODD } from './odd.ts'
import type { Random } from './random.ts'

type Members = Record<string, unknown>
type Path = readonly (string | number)[]

/** What can happen to a member of an object or list; undefined takes it out. */
const CHANGES: Readonly<Record<string, (value: unknown, random: Random) => unknown>> = {
  'is something odd': (_, random) => random.of(ODD),
  'is gone': () => undefined,
  'lies in a list': value => [value],
  'lies deeper': value => ({ value }),
  'is text': value => (typeof value === 'string' ? `${value} ` : JSON.stringify(value)),
  'is a number': value => Number(value) || 7,
  'is empty': value => (Array.isArray(value) ? [] : typeof value === 'object' ? {} : ''),
  'is null': () => null,
}

/** A document in which something has happened to one of its values, at any depth. */
export function changedDocument(document: unknown, random: Random): MadeFile {
  const paths = pathsIn(document)
  const path = random.of(paths)
  const [what, changed] = random.below(6) === 0 ? doubled(document, path) : replaced(document, path, random)
  return { ending: 'json', content: Buffer.from(JSON.stringify(changed) ?? ''), what: `${path.join('.')} ${what}` }
}

function replaced(document: unknown, path: Path, random: Random): readonly [what: string, document: unknown] {
  const what = random.of(Object.keys(CHANGES))
  return [what, withChange(document, path, value => CHANGES[what]?.(value, random))]
}

/** A member of a list stands there twice; one of an object takes the value of the one before. */
function doubled(document: unknown, path: Path): readonly [what: string, document: unknown] {
  const last = path.at(-1)
  const change = (holder: unknown): unknown => {
    if (Array.isArray(holder)) return holder.flatMap((value: unknown, place) => (place === last ? [value, value] : [value]))
    const names = Object.keys(holder as Members)
    return { ...(holder as Members), [String(last)]: (holder as Members)[names[Math.max(names.indexOf(String(last)) - 1, 0)] ?? ''] }
  }
  return ['stands there twice', withChange(document, path.slice(0, -1), change)]
}

function withChange(value: unknown, [first, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (first === undefined) return change(value)
  if (Array.isArray(value)) {
    return value.flatMap((each: unknown, place) => {
      const changed = place === first ? withChange(each, rest, change) : each
      return changed === undefined ? [] : [changed]
    })
  }
  return { ...(value as Members), [first]: withChange((value as Members)[first], rest, change) }
}

/** The paths of all values that lie inside of a document. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return []
  const members: (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((each: unknown, place) => [place, each])
    : Object.entries(value)
  return members.flatMap(([name, inner]) => [[...path, name], ...pathsIn(inner, [...path, name])])
}
