import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ColumnDocument, TableDocument, TablesMembers } from '../../cli/definition-documents.ts'
import { useDocument } from '../document.ts'
import { counted, short } from '../format.ts'
import { Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven, type Route } from '../route.ts'

/** What every number means, straight from the declarations. */
export function DefinitionsView({ route: { given } }: { readonly route: Route }): JSX.Element {
  const tables = useDocument<TablesMembers>('/api/tables')
  return (
    <>
      <h1>Definitions</h1>
      <Fetched from={tables} what="the declarations">
        {document => <Chosen tables={document.tables} given={given} />}
      </Fetched>
    </>
  )
}

function Chosen({ tables, given }: { readonly tables: readonly TableDocument[]; readonly given: Route['given'] }): JSX.Element {
  const chosen = tables.find(({ table }) => table === given['table'] || short(table) === given['table'])
  if (chosen === undefined) {
    return (
      <>
        {given['table'] === undefined ? null : <p class="note">No table is called {given['table']}; these are there.</p>}
        <Everywhere tables={tables} />
      </>
    )
  }
  return <Columns key={chosen.table} table={chosen} column={given['column']} />
}

type Found = ColumnDocument & { readonly table: string }

/** All tables, or the columns of all of them that hold what is typed. */
function Everywhere({ tables }: { readonly tables: readonly TableDocument[] }): JSX.Element {
  const [typed, setTyped] = useState('')
  const words = typed.trim().toLowerCase()
  const found: readonly Found[] =
    words === '' ? [] : tables.flatMap(({ table, columns }) => columns.filter(column => holds(column, words)).map(column => ({ ...column, table })))
  return (
    <>
      <label class="field">
        columns of all tables that hold <input type="search" value={typed} onInput={event => setTyped(event.currentTarget.value)} />
      </label>
      {words === '' ? (
        <Table caption="tables" columns={tableColumns} rows={tables} keyOf={({ table }) => table} />
      ) : (
        <Table
          caption={`columns that hold “${typed}”`}
          columns={foundColumns}
          rows={found}
          keyOf={({ table, name }) => `${table} ${name}`}
          empty={`No column or meaning holds “${typed}”.`}
        />
      )}
    </>
  )
}

function holds({ name, meaning }: ColumnDocument, words: string): boolean {
  return `${name} ${meaning}`.toLowerCase().includes(words)
}

const foundColumns: readonly Column<Found>[] = [
  {
    label: 'column',
    text: true,
    by: ({ name }) => name,
    show: ({ table, name }) => <a href={withGiven('/definitions', { table, column: name })}>{name}</a>,
  },
  { label: 'table', text: true, by: ({ table }) => table, show: ({ table }) => short(table) },
  { label: 'unit', text: true, by: ({ unit }) => unit, show: ({ unit }) => unit ?? '' },
  { label: 'meaning', text: 'prose', show: ({ meaning }) => meaning },
]

const tableColumns: readonly Column<TableDocument>[] = [
  { label: 'table', text: true, by: ({ table }) => table, show: ({ table }) => <a href={withGiven('/definitions', { table })}>{short(table)}</a> },
  { label: 'kind', text: true, by: ({ kind }) => kind, show: ({ kind }) => kind },
  { label: 'columns', by: ({ columns }) => columns.length, show: ({ columns }) => columns.length },
  { label: 'a row is told apart by', text: true, show: ({ grain }) => grain.join(', ') },
  { label: 'about', text: 'prose', show: ({ about }) => about },
]

function Columns({ table, column }: { readonly table: TableDocument; readonly column: string | undefined }): JSX.Element {
  const [typed, setTyped] = useState('')
  useEffect(() => {
    if (column !== undefined) document.getElementById(`column-${column}`)?.scrollIntoView({ block: 'center' })
  }, [column])
  const shown = table.columns.filter(each => holds(each, typed.trim().toLowerCase()))
  return (
    <>
      <h2>{table.table}</h2>
      <p>{table.about}</p>
      <p>
        <a href="/definitions">all tables</a> · {counted(table.columns.length, 'column')} · a row is told apart by {table.grain.join(', ')}
      </p>
      <label class="field">
        columns that hold <input type="search" value={typed} onInput={event => setTyped(event.currentTarget.value)} />
      </label>
      <Table
        caption={`columns of ${short(table.table)}`}
        columns={columnColumns(column)}
        rows={shown}
        keyOf={({ name }) => name}
        empty={`No column or meaning holds “${typed}”.`}
      />
    </>
  )
}

function columnColumns(marked: string | undefined): readonly Column<ColumnDocument>[] {
  return [
    {
      label: 'column',
      text: true,
      by: ({ name }) => name,
      show: ({ name }) => (
        <span id={`column-${name}`} class={name === marked ? 'marked' : ''}>
          {name}
        </span>
      ),
    },
    { label: 'type', text: true, by: ({ type }) => type, show: ({ type }) => type },
    { label: 'unit', text: true, by: ({ unit }) => unit, show: ({ unit }) => unit ?? '' },
    { label: 'meaning', text: 'prose', show: ({ meaning }) => meaning },
    { label: 'formula', text: 'prose', show: ({ formula }) => formula ?? '' },
    { label: 'made of', text: 'prose', show: ({ sources }) => <span class="quiet">{sources.map(short).join(', ')}</span> },
    { label: 'in the hash', text: true, by: ({ content }) => content, show: ({ content }) => (content ? 'yes' : 'no') },
    { label: 'waits for', text: true, by: ({ waiting_for }) => waiting_for, show: ({ waiting_for }) => waiting_for ?? '' },
  ]
}
