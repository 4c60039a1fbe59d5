import { formats } from '../feeds/index.ts'
import { factsOfColumn, type Told } from '../nba/column-facts.ts'
import { feeds, type Feed } from '../nba/feeds.ts'
import { sourcesOf } from '../nba/sources/index.ts'
import { tablesBehind } from '../table/compile.ts'
import { physicalColumns } from '../table/ddl.ts'
import type { Column, ModelColumn } from '../table/column.ts'
import type { Model } from '../table/model.ts'
import type { Recipe } from '../table/recipe.ts'
import { importColumns, qualifiedName, type Source } from '../table/source.ts'
import type { StoredTable } from '../table/stored.ts'
import type { ColumnDocument, TableDocument } from './definition-documents.ts'

/** What a declared table is, as `tables` tells it. */
export function tableDocument(table: Model | Source | StoredTable): TableDocument {
  const isModel = table.kind === 'model'
  return {
    table: qualifiedName(table),
    kind: table.dataset.replace(/^nba_/, '') as TableDocument['kind'],
    about: table.about,
    grain: isModel ? table.grain : table.key,
    columns: isModel ? modelColumns(table) : otherColumns(table),
    recipes: isModel ? table.recipes.map(recipeDocument) : [],
  }
}

function recipeDocument({ name, fields }: Recipe): TableDocument['recipes'][number] {
  return { name, fields: fields.map(({ name, type }) => ({ name, type })) }
}

/** The version that the first tables came with. */
const FIRST_VERSION = '0.1.0'

function modelColumns(model: Model): ColumnDocument[] {
  const all = tablesBehind(model.query).map(qualifiedName).toSorted()
  const isOfPlayers = model.grain.includes('player_lookup')
  return Object.entries(model.columns).map(([name, column]) => {
    const { from, nullWhen } = factsOfColumn(name, column, isOfPlayers)
    const tellers = (from ?? []).flatMap(tellersOf)
    return {
      ...described(name, column),
      sources: from === undefined ? all : [...new Set(tellers.map(({ table }) => table))],
      feeds: [...new Set(tellers.map(({ feed }) => feed))],
      content: column.content,
      waiting_for: column.waitingFor ?? null,
      null_when: nullWhen,
      since: column.since ?? FIRST_VERSION,
    }
  })
}

function otherColumns(table: Source | StoredTable): ColumnDocument[] {
  return Object.entries(physicalColumns(table)).map(([name, column]) => {
    const told = table.kind === 'source' && !(name in importColumns) ? feedsOf(table, [name]) : []
    return {
      ...described(name, column),
      sources: [],
      feeds: told,
      content: false,
      waiting_for: null,
      null_when: column.required === true ? 'never' : name === 'ended_by' ? 'the row is current' : 'nobody tells it',
      since: FIRST_VERSION,
    }
  })
}

function described(
  name: string,
  column: Column & Pick<ModelColumn, 'formula'>,
): Pick<ColumnDocument, 'name' | 'type' | 'unit' | 'meaning' | 'formula'> {
  const { type, meaning, unit = null, formula = null } = column
  return { name, type, unit, meaning, formula }
}

/** The feeds that tell a fact, best first, each with the table that it fills. */
function tellersOf({ fact, columns }: Told): { readonly feed: Feed; readonly table: string }[] {
  const all = sourcesOf(fact).flatMap(source => feedsOf(source, columns).map(feed => ({ feed, table: qualifiedName(source) })))
  return all.toSorted((a, b) => feeds.indexOf(a.feed) - feeds.indexOf(b.feed))
}

/** The feeds that fill one of some columns of a raw table, best first. */
function feedsOf(source: Source, columns: readonly string[]): Feed[] {
  const filling = formats.filter(({ parts }) =>
    parts.some(part => part.target === source && columns.some(column => column in part.columns || column in (part.lookups ?? {}))),
  )
  return feeds.filter(feed => filling.some(format => format.feed === feed))
}
