import { DeclarationError } from '../errors.ts'
import type { Dialect } from '../sql/dialect.ts'
import { hashTypeOf, type HashType } from '../sql/types.ts'
import type { ModelColumn } from './column.ts'

/** One entry of the text that is hashed. */
export interface RecipeField {
  readonly name: string
  readonly type: HashType
}

/** A named, ordered, typed list of fields that a hash is made of. Fields stand in code-point order. */
export interface Recipe {
  readonly name: string
  readonly fields: readonly RecipeField[]
}

/** A recipe of these fields, put in order. Throws DeclarationError for a name that is not plain ASCII, or that occurs twice (engines ignore case). */
export function defineRecipe(name: string, fields: readonly RecipeField[]): Recipe {
  const names = new Set<string>()
  for (const field of fields) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(field.name)) {
      throw new DeclarationError(`recipe ${name}`, `a field is named ${JSON.stringify(field.name)}; expected ASCII letters, digits and _`)
    }
    if (names.has(field.name.toLowerCase())) throw new DeclarationError(`recipe ${name}`, `the field ${field.name} stands in it twice`)
    names.add(field.name.toLowerCase())
  }
  return Object.freeze({ name, fields: fields.toSorted((a, b) => (a.name < b.name ? -1 : 1)) })
}

/** Recipe `content-1` of a table: every content column. */
export function contentRecipe(columns: Readonly<Record<string, ModelColumn>>): Recipe {
  const fields = Object.entries(columns).flatMap(([name, column]) => {
    const type = hashTypeOf(column.type)
    return column.content && type !== undefined ? [{ name, type }] : []
  })
  return defineRecipe('content-1', fields)
}

/**
 * The text that is hashed, as an SQL expression over columns of the recipe's names: what `json.dumps(row, sort_keys=True, default=str)` gives in
 * CPython. Fields in `alwaysNull` are known to be NULL in every row: they are written as text, which saves the engine a column each.
 */
export function hashTextExpression(recipe: Recipe, dialect: Dialect, alwaysNull: ReadonlySet<string> = new Set()): string {
  const pieces: string[] = []
  let text = '{'
  recipe.fields.forEach(({ name, type }, index) => {
    text += `${index === 0 ? '' : ', '}"${name}": `
    if (alwaysNull.has(name)) {
      text += 'null'
    } else {
      pieces.push(dialect.text(text), `coalesce(${dialect.jsonField(dialect.identifier(name), type)}, 'null')`)
      text = ''
    }
  })
  return dialect.concat([...pieces, dialect.text(`${text}}`)])
}

/** `data_hash` as an SQL expression over columns of the recipe's names. */
export function hashExpression(recipe: Recipe, dialect: Dialect, alwaysNull: ReadonlySet<string> = new Set()): string {
  return `substr(${dialect.sha256Hex(hashTextExpression(recipe, dialect, alwaysNull))}, 1, 16)`
}
