import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SqlMembers } from '../../cli/documents.ts'
import type { TablesMembers } from '../../cli/definition-documents.ts'
import type { Row } from '../../store/store.ts'
import { useDocument } from '../document.ts'
import { counted, exact } from '../format.ts'
import { Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven, type Route } from '../route.ts'
import { go } from '../router.ts'
import { QuickChart } from './ask-chart.tsx'

const EXAMPLES: readonly (readonly [string, string])[] = [
  [
    'best nights',
    'select game_date, player_full_name, team_abbr, points, ts_pct\nfrom nba_analytics.player_game_summary\norder by points desc, game_date\nlimit 20',
  ],
  [
    'offence after rest',
    'select c.team_days_rest, count(*) as games, round(avg(o.offensive_rating), 1) as offensive_rating\nfrom nba_analytics.upcoming_team_game_context as c\njoin nba_analytics.team_offense_game_summary as o using (game_date, team_abbr)\ngroup by all\norder by all',
  ],
  ['all tables', 'show all tables'],
]

/** SQL that reads, in a connection that can neither write nor reach a file. */
export function AskView({ route: { given } }: { readonly route: Route }): JSX.Element {
  const asked = given['sql']
  const answer = useDocument<SqlMembers>(asked === undefined ? undefined : withGiven('/api/sql', { statement: asked }))
  return (
    <>
      <h1>Ask</h1>
      <p>
        One statement that reads, at most 10 s and 1,000 rows. It can neither write nor reach a file. <kbd>Ctrl</kbd>+<kbd>Enter</kbd> runs it.
      </p>
      <Statement asked={asked} />
      {asked === undefined ? null : (
        <Fetched from={answer} what="the rows">
          {document => <Result key={asked} result={document} statement={asked} />}
        </Fetched>
      )}
    </>
  )
}

function Statement({ asked }: { readonly asked: string | undefined }): JSX.Element {
  const [typed, setTyped] = useState(asked ?? EXAMPLES[0]?.[1] ?? '')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (asked !== undefined) setTyped(asked)
  }, [asked])
  const run = (): void => go(withGiven('/ask', { sql: typed }))
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run()
  }
  /** Puts a name where the cursor stands. */
  const insert = (name: string): void => {
    const { selectionStart: start = typed.length, selectionEnd: end = typed.length } = field.current ?? {}
    setTyped(`${typed.slice(0, start)}${name}${typed.slice(end)}`)
    field.current?.focus()
  }
  return (
    <div class="asking">
      <div>
        <label class="field" for="statement">
          SQL
        </label>
        <textarea {...FIELD} ref={field} value={typed} onInput={event => setTyped(event.currentTarget.value)} onKeyDown={press} />
        <p class="steps">
          <button type="button" onClick={run}>
            Run
          </button>
          {EXAMPLES.map(([label, statement]) => (
            <button key={label} type="button" class="plain" onClick={() => setTyped(statement)}>
              {label}
            </button>
          ))}
        </p>
      </div>
      <Names insert={insert} />
    </div>
  )
}

const FIELD = { id: 'statement', rows: 10, spellcheck: false } as const

/** Tables and their columns; a press puts a name into the statement. */
function Names({ insert }: { readonly insert: (name: string) => void }): JSX.Element {
  const found = useDocument<TablesMembers>('/api/tables')
  return (
    <section class="names" aria-label="tables and columns" tabIndex={0}>
      {found.document?.tables.map(({ table, columns }) => (
        <details key={table}>
          <summary>{table}</summary>
          <button type="button" class="name" onClick={() => insert(table)}>
            {table}
          </button>
          {columns.map(({ name, type, meaning }) => (
            <button key={name} type="button" class="name" title={meaning} onClick={() => insert(name)}>
              {name} <span class="quiet">{type}</span>
            </button>
          ))}
        </details>
      ))}
    </section>
  )
}

interface ResultProps {
  readonly result: SqlMembers
  readonly statement: string
}

function Result({ result: { columns, rows }, statement }: ResultProps): JSX.Element {
  const shown: readonly Column<Row>[] = columns.map(({ name, type }) => ({
    label: name,
    title: type,
    text: !/INT|DOUBLE|DECIMAL|FLOAT/.test(type),
    by: (row: Row) => row[name],
    show: (row: Row) => exact(row[name]),
  }))
  return (
    <>
      {rows.length === 0 ? null : (
        <p class="steps">
          {(['csv', 'parquet'] as const).map(format => (
            <a key={format} href={withGiven('/api/exported', { statement, format })} download={`rows.${format}`}>
              {format === 'csv' ? 'CSV' : 'Parquet'}
            </a>
          ))}
          <span class="quiet">at most 200,000 rows</span>
        </p>
      )}
      <QuickChart columns={columns} rows={rows} />
      <Table caption={counted(rows.length, 'row')} columns={shown} rows={rows} empty="No rows." />
    </>
  )
}
