import { DeclarationError } from '../errors.ts'
import type { Dialect } from '../sql/dialect.ts'
import { hashTypeOf, type HashType } from '../sql/types.ts'
import type { ModelColumn } from './column.ts'
import { ruledText, type FieldRule } from './field-rule.ts'

/** One entry of the text that is hashed. */
export interface RecipeField {
  readonly name: string
  readonly type: HashType
  /** Where the text is not what the stored value gives. */
  readonly rule?: FieldRule
}

/** Another way in which some fields of a recipe were written for a time. No row tells which way it was hashed. */
export interface RecipeVariant {
  /** What it is called where rows are told that match by it. */
  readonly rule: string
  readonly fields: readonly RecipeField[]
}

/** A named, ordered, typed list of fields that a hash is made of. Fields stand in code-point order. */
export interface Recipe {
  readonly name: string
  readonly fields: readonly RecipeField[]
  readonly variants?: readonly RecipeVariant[]
}

/** A recipe of these fields, put in order. Throws DeclarationError for a name that is not plain ASCII, or that occurs twice (engines ignore case). */
export function defineRecipe(name: string, fields: readonly RecipeField[], variants: readonly RecipeVariant[] = []): Recipe {
  const names = new Set<string>()
  for (const field of fields) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(field.name)) {
      throw new DeclarationError(`recipe ${name}`, `a field is named ${JSON.stringify(field.name)}; expected ASCII letters, digits and _`)
    }
    if (names.has(field.name.toLowerCase())) throw new DeclarationError(`recipe ${name}`, `the field ${field.name} stands in it twice`)
    names.add(field.name.toLowerCase())
  }
  const ordered = fields.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return Object.freeze({ name, fields: ordered, ...(variants.length === 0 ? {} : { variants }) })
}

/** The recipe as one of its variants writes it. */
export function asVariant(recipe: Recipe, variant: RecipeVariant): Recipe {
  const replaced = new Map(variant.fields.map(field => [field.name, field]))
  return { name: recipe.name, fields: recipe.fields.map(field => replaced.get(field.name) ?? field) }
}

/** Recipe `content-1` of a table: every content column. */
export function contentRecipe(columns: Readonly<Record<string, ModelColumn>>): Recipe {
  const fields = Object.entries(columns).flatMap(([name, column]) => {
    const type = hashTypeOf(column.type)
    return column.content && type !== undefined ? [{ name, type }] : []
  })
  return defineRecipe('content-1', fields)
}

/** What a table has for the fields of a recipe. */
export interface FieldColumns {
  /** Fields that are known to be NULL in every row: they are written as text, which saves the engine a column each. */
  readonly alwaysNull?: ReadonlySet<string>
  /** The expression of a field, where it is not the column of its name. */
  readonly expressions?: ReadonlyMap<string, string>
  /** Whether floats are whole numbers of units of a decimal, as all are that models compute. Engines write those with less ado. */
  readonly decimals?: boolean
}

/** The text that is hashed, as an SQL expression over columns of the recipe's names: what `json.dumps(row, sort_keys=True, default=str)` gives in CPython. */
export function hashTextExpression(recipe: Recipe, dialect: Dialect, columns: FieldColumns = {}): string {
  const pieces: string[] = []
  let text = '{'
  recipe.fields.forEach((field, index) => {
    text += `${index === 0 ? '' : ', '}"${field.name}": `
    if (isAlwaysNull(field, columns)) {
      text += 'null'
    } else {
      pieces.push(dialect.text(text), fieldExpression(field, dialect, columns))
      text = ''
    }
  })
  return dialect.concat([...pieces, dialect.text(`${text}}`)])
}

/** What stands for one field in the text that is hashed, `null` for NULL. */
export function fieldExpression(field: RecipeField, dialect: Dialect, columns: FieldColumns = {}): string {
  if (isAlwaysNull(field, columns)) return dialect.text('null')
  const writer = columns.decimals === true ? writingDecimals(dialect) : dialect
  return `coalesce(${ruledText(field, writer, name => columnOf(name, dialect, columns))}, 'null')`
}

function writingDecimals(dialect: Dialect): Dialect {
  return { ...dialect, jsonField: (value, type) => (type === 'float' ? dialect.jsonDecimal(value) : dialect.jsonField(value, type)) }
}

/** `data_hash` as two SQL expressions, for rows in many columns: what is rare in texts is looked for once in a row. */
export interface HashInTwoSteps {
  /** Over columns of the recipe's names. */
  readonly text: string
  /** Over the name that the text was given. */
  readonly hashOf: (text: string) => string
}

export function hashInTwoSteps(recipe: Recipe, dialect: Dialect, columns: FieldColumns = {}): HashInTwoSteps {
  const quoting: Dialect = { ...dialect, jsonField: (value, type) => (type === 'str' ? dialect.jsonQuoted(value) : dialect.jsonField(value, type)) }
  return {
    text: hashTextExpression(recipe, quoting, columns),
    hashOf: text => hashOfText(dialect.jsonEscaped(text), dialect),
  }
}

function hashOfText(text: string, dialect: Dialect): string {
  return `substr(${dialect.sha256Hex(text)}, 1, 16)`
}

function isAlwaysNull({ name, rule }: RecipeField, { alwaysNull }: FieldColumns): boolean {
  return alwaysNull?.has(name) === true && (rule?.kind !== 'absent_line_is_nan' || alwaysNull.has(rule.flag))
}

/** The column of a field, as SQL. */
export function columnOf(name: string, dialect: Dialect, { alwaysNull, expressions }: FieldColumns): string {
  return expressions?.get(name) ?? (alwaysNull?.has(name) === true ? dialect.cast('null', 'float') : dialect.identifier(name))
}

/** `data_hash` as an SQL expression over columns of the recipe's names. */
export function hashExpression(recipe: Recipe, dialect: Dialect, columns: FieldColumns = {}): string {
  return hashOfText(hashTextExpression(recipe, dialect, columns), dialect)
}
