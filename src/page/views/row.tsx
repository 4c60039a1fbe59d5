import type { JSX } from 'preact'
import type { WhyMembers } from '../../cli/documents.ts'
import type { ColumnDocument, TablesMembers } from '../../cli/definition-documents.ts'
import type { RowMembers } from '../../serve/documents.ts'
import { useDocument } from '../document.ts'
import { counted, exact, short, weekday, word } from '../format.ts'
import { Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven, type Route } from '../route.ts'
import { History } from './row-history.tsx'
import { HashText, Then } from './row-proofs.tsx'

/** A row: its values beside their definitions, and its history down to the imported file. */
export function RowView({ route: { rest } }: { readonly route: Route }): JSX.Element {
  const [table, ...key] = rest
  if (table === undefined || key.length < 2) {
    return (
      <>
        <h1>Row</h1>
        <p class="nothing">
          A row has an address as <code>/row/player_game_summary/2021-11-10/lebronjames</code>; players, teams and changes lead to theirs.
        </p>
      </>
    )
  }
  return <OneRow table={table} name={key.join('/')} />
}

function OneRow({ table, name }: { readonly table: string; readonly name: string }): JSX.Element {
  const row = useDocument<RowMembers>(withGiven('/api/row', { table, key: name }))
  const definitions = useDocument<TablesMembers>(withGiven('/api/tables', { table }))
  const why = useDocument<WhyMembers>(withGiven('/api/why', { table, key: name }))
  const [date = '', who = ''] = name.split('/')
  const whole = short(row.document?.table ?? table)
  const { player_full_name: called = who } = row.document?.row ?? {}
  return (
    <>
      <h1>{row.document === undefined ? name : `${word(called)}, ${weekday(date)} ${date}`}</h1>
      <p>
        {whole} · <a href={`/tonight/${date}`}>that night</a> · <a href={withGiven('/calendar', { date })}>that date in the calendar</a> ·{' '}
        {/^[A-Z]{3}$/.test(who) ? <a href={`/team/${who}`}>the team</a> : <a href={`/player/${who}`}>the player</a>}
      </p>
      <h2>History</h2>
      <Fetched from={why} what="its history">
        {document => <History history={document.history} hash={document.hash} recipe={document.recipe} />}
      </Fetched>
      <Then key={`then ${table} ${name}`} table={table} name={name} beforeTip={whole.startsWith('upcoming_')} />
      <HashText key={`hash ${table} ${name}`} table={table} name={name} />
      <h2>Values</h2>
      <Fetched from={row} what="the row">
        {document => <Values row={document} columns={definitions.document?.tables[0]?.columns ?? []} />}
      </Fetched>
    </>
  )
}

interface ValuesProps {
  readonly row: RowMembers
  readonly columns: readonly ColumnDocument[]
}

function Values({ row: { row, table }, columns }: ValuesProps): JSX.Element {
  const known = columns.filter(column => column.waiting_for === null)
  const waiting = columns.filter(column => column.waiting_for !== null)
  const shown: readonly Column<ColumnDocument>[] = [
    { label: 'column', text: true, show: ({ name }) => <a href={withGiven('/definitions', { table, column: name })}>{name}</a> },
    { label: 'value', text: true, show: ({ name }) => <span data-column={name}>{exact(row[name])}</span> },
    { label: 'unit', text: true, show: ({ unit }) => unit ?? '' },
    {
      label: 'meaning',
      text: 'prose',
      show: ({ meaning, formula }) => (
        <>
          {meaning}
          {formula === null ? null : <span class="quiet"> = {formula}</span>}
        </>
      ),
    },
    { label: 'made of', text: 'prose', show: ({ sources }) => <span class="quiet">{sources.map(short).join(', ')}</span> },
  ]
  const used = row['data_sources']
  return (
    <>
      {Array.isArray(used) && used.length > 0 ? <p class="quiet">this row was made of {used.map(String).join(', ')}</p> : null}
      <Table caption="values and what they mean" columns={shown} rows={known} keyOf={({ name }) => name} />
      {waiting.length === 0 ? null : (
        <details>
          <summary>{counted(waiting.length, 'column')} wait for an input that cannot be imported yet</summary>
          <ul>
            {waiting.map(({ name, waiting_for }) => (
              <li key={name}>
                {name}: {waiting_for}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
