import { tablesBehind } from '../table/compile.ts'
import { physicalColumns } from '../table/ddl.ts'
import type { ModelColumn } from '../table/column.ts'
import type { Model } from '../table/model.ts'
import { contentRecipe } from '../table/recipe.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import type { StoredTable } from '../table/stored.ts'
import type { ColumnDocument, TableDocument } from './documents.ts'

/** What a declared table is, as `tables` tells it. */
export function tableDocument(table: Model | Source | StoredTable): TableDocument {
  const isModel = table.kind === 'model'
  const sources = isModel ? tablesBehind(table.query).map(qualifiedName).toSorted() : []
  return {
    table: qualifiedName(table),
    kind: table.dataset.replace(/^nba_/, '') as TableDocument['kind'],
    about: table.about,
    grain: isModel ? table.grain : table.key,
    columns: Object.entries(physicalColumns(table)).map(([name, column]) => columnDocument(name, column, sources)),
    recipes: isModel ? [contentRecipe(table.columns)] : [],
  }
}

function columnDocument(
  name: string,
  column: Omit<ModelColumn, 'content'> & { readonly content?: boolean },
  sources: readonly string[],
): ColumnDocument {
  const { type, meaning, unit = null, formula = null, content = false, waitingFor = null } = column
  return { name, type, unit, meaning, formula, sources: waitingFor === null ? sources : [], content, waiting_for: waitingFor }
}
