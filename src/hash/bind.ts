import type { Dialect } from '../sql/dialect.ts'
import type { HashType } from '../sql/types.ts'
import { asVariant, type FieldColumns, type Recipe, type RecipeField } from '../table/recipe.ts'
import type { HashedTable } from './hashed-table.ts'

/** A recipe over the columns that a table has, whatever types these are. */
export interface BoundRecipe {
  readonly recipe: Recipe
  readonly columns: FieldColumns
  /** The variant that is meant, because the types of the columns say so or somebody does. */
  readonly rule: string | undefined
}

/** What a recipe is bound to. */
export interface Binding {
  readonly table: HashedTable
  readonly dialect: Dialect
  /** The variant that is meant; empty for the recipe itself, undefined for what the types of the columns say. */
  readonly rule?: string | undefined
}

/** Binds a recipe, or the named variant of it, to a table: fields that it lacks are NULL, numbers and dates of other types are read as those of the recipe. */
export function bindRecipe(recipe: Recipe, { table, dialect, rule: asked }: Binding): BoundRecipe {
  const rule = asked ?? wholeVariant(recipe, table)
  const variant = recipe.variants?.find(variant => variant.rule === rule)
  const meant = variant === undefined ? recipe : asVariant(recipe, variant)
  const fields = meant.fields.map(field => boundField(field, table.types.get(field.name), dialect))
  const expressions = new Map(fields.flatMap(({ field, expression }) => (expression === undefined ? [] : [[field.name, expression] as const])))
  const alwaysNull = new Set(meant.fields.filter(({ name }) => !table.types.has(name)).map(({ name }) => name))
  return { recipe: { name: recipe.name, fields: fields.map(({ field }) => field) }, columns: { alwaysNull, expressions }, rule: variant?.rule }
}

/** Who keeps a field in whole numbers wrote it as such. */
function wholeVariant({ variants = [] }: Recipe, { types }: HashedTable): string | undefined {
  return variants.find(({ fields }) => fields.every(({ name, rule }) => rule?.kind === 'whole_is_int' && isWhole(types.get(name) ?? '')))?.rule
}

interface BoundField {
  readonly field: RecipeField
  /** Undefined for the column itself. */
  readonly expression?: string
}

function boundField(field: RecipeField, type: string | undefined, dialect: Dialect): BoundField {
  if (type === undefined) return { field }
  if (field.type === 'int' && (isFraction(type) || type === 'VARCHAR')) {
    const value = type === 'VARCHAR' ? dialect.castOrNull(field.name, 'float') : dialect.cast(field.name, 'float')
    return {
      field: { name: field.name, type: 'float', rule: { kind: 'whole_is_int' } },
      // What is no number is neither less than infinity nor equal to it, or more.
      expression: `(case when ${value} <= ${dialect.cast(`'inf'`, 'float')} then ${value} end)`,
    }
  }
  const expression = READ_AS[field.type](field.name, type, dialect)
  return expression === undefined ? { field } : { field, expression }
}

function isWhole(type: string): boolean {
  return /^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/.test(type)
}

function isFraction(type: string): boolean {
  return /^(?:DOUBLE|FLOAT|DECIMAL)/.test(type)
}

/** A column as a hash type wants it; undefined where it already is. */
const READ_AS: Readonly<Record<HashType, (name: string, type: string, dialect: Dialect) => string | undefined>> = {
  str: (name, type, dialect) => (type === 'VARCHAR' ? undefined : dialect.cast(name, 'string')),
  int: (name, type, dialect) => (isWhole(type) ? undefined : dialect.cast(name, 'int')),
  // The nearest double of the digits that a short float shows, not of its bits.
  float: (name, type, dialect) => (type === 'DOUBLE' ? undefined : dialect.cast(type === 'FLOAT' ? dialect.cast(name, 'string') : name, 'float')),
  bool: (name, type, dialect) => (type === 'BOOLEAN' ? undefined : dialect.cast(name, 'bool')),
  date: (name, type, dialect) => (type === 'DATE' ? undefined : dialect.cast(name, 'date')),
  instant: (name, type, dialect) => {
    if (type === 'TIMESTAMP') return undefined
    if (type === 'TIMESTAMP WITH TIME ZONE') return `timezone('UTC', ${name})`
    return type === 'VARCHAR' ? dialect.instantOfText(name) : `cast(${name} as timestamp)`
  },
}
