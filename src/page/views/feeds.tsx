import type { JSX } from 'preact'
import type { FeedsMembers, HeldMembers } from '../../serve/documents.ts'
import type { Row } from '../../store/store.ts'
import { useDocument } from '../document.ts'
import { count, instant, numberOf, season as seasonText, short, UNKNOWN, word } from '../format.ts'
import { ChooseFiles } from '../parts/choose-files.tsx'
import { Fetched } from '../parts/said.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { withGiven } from '../route.ts'
import { number } from './player-columns.tsx'

/** What was imported: raw tables, imports, files, and the rows that wait in quarantine. */
export function FeedsView(): JSX.Element {
  const found = useDocument<FeedsMembers>('/api/feeds')
  // Every row is counted: that comes after what is known at once.
  const held = useDocument<HeldMembers>(found.document === undefined ? undefined : '/api/held')
  return (
    <>
      <h1>Feeds</h1>
      <ChooseFiles />
      <Fetched from={found} what="the feeds">
        {document => (
          <>
            <Imports feeds={document} />
            <Table caption="rows in quarantine" columns={quarantineColumns} rows={document.quarantine} empty="No row waits in quarantine." />
            <details>
              <summary>raw tables, all seasons, those without rows too</summary>
              <Table caption="raw tables, current rows" columns={tableColumns} rows={document.tables} />
            </details>
            <Fetched from={held} what="the rows" meanwhile="counting the rows of each feed …">
              {({ seasons }) => (
                <Table
                  caption="rows by feed and season"
                  columns={seasonColumns(seasons)}
                  rows={byFeed(seasons)}
                  keyOf={row => `${word(row['table'])} ${word(row['feed'])}`}
                  empty="No feed of games was imported yet."
                />
              )}
            </Fetched>
            <Unlinked people={document.people} />
          </>
        )}
      </Fetched>
    </>
  )
}

/** Persons whom nothing leads to an NBA id. */
function Unlinked({ people }: Pick<FeedsMembers, 'people'>): JSX.Element {
  return (
    <>
      <Table caption="people without an NBA id" columns={peopleColumns} rows={people} empty="Everybody has an NBA id." />
      {people.length === 0 ? null : (
        <p class="quiet">
          Neither an id, a crosswalk, a name, an alias nor a stat line says which NBA player each of them is, so their rows stand apart from his. A
          file of aliases (alias_lookup, nba_canonical_lookup) or a crosswalk of ids that is imported links them.
        </p>
      )}
    </>
  )
}

interface FeedsProps {
  readonly feeds: FeedsMembers
}

function Imports({ feeds: { imports, files } }: FeedsProps): JSX.Element {
  return (
    <>
      <Table
        caption="imports, newest first"
        columns={importColumns}
        rows={imports}
        empty={
          <>
            Nothing was imported yet: <code>backcourt import PATH…</code>; <code>backcourt formats</code> lists what is recognised.
          </>
        }
      />
      <details>
        <summary>files, newest first, at most 200</summary>
        <Table caption="files" columns={fileColumns} rows={files} empty="No file has landed yet." />
      </details>
    </>
  )
}

const words = (label: string, name: string, write: (value: unknown) => string = word): Column<Row> => ({
  label,
  text: true,
  by: row => row[name],
  show: row => write(row[name]),
})

/** The last part of a path. */
function fileName(value: unknown): string {
  return word(value).split(/[/\\]/).at(-1) ?? UNKNOWN
}

const tableColumns: readonly Column<Row>[] = [
  {
    label: 'table',
    text: true,
    by: row => row['table'],
    show: row => <a href={withGiven('/definitions', { table: word(row['table']) })}>{short(word(row['table']))}</a>,
  },
  number('rows', 'rows', count),
  words('first date', 'first'),
  words('last date', 'last'),
  number('last import', 'last_import', count),
]

/** A line per table and feed, with the rows of each season under its year. */
function byFeed(seasons: readonly Row[]): readonly Row[] {
  const lines = new Map<string, Record<string, Row[string]>>()
  for (const row of seasons) {
    const { table = null, feed = null, season_year, rows = null, last = null } = row
    const name = `${word(table)} ${word(feed)}`
    const line = lines.get(name) ?? { table, feed, last, all: 0 }
    lines.set(name, { ...line, [word(season_year)]: rows, all: (numberOf(line['all']) ?? 0) + (numberOf(rows) ?? 0) })
  }
  return [...lines.values()].toSorted((a, b) => word(a['table']).localeCompare(word(b['table'])))
}

function seasonColumns(seasons: readonly Row[]): readonly Column<Row>[] {
  const years = [...new Set(seasons.map(row => numberOf(row['season_year'])))].flatMap(year => year ?? []).toSorted((a, b) => b - a)
  return [
    {
      label: 'table',
      text: true,
      by: row => row['table'],
      show: row => <a href={withGiven('/definitions', { table: word(row['table']) })}>{short(word(row['table']))}</a>,
    },
    words('feed', 'feed'),
    words('last date', 'last'),
    number('all', 'all', count),
    ...years.map(year => number(seasonText(year), String(year), count)),
  ]
}

const peopleColumns: readonly Column<Row>[] = [
  words('name', 'player_full_name'),
  words('lookup', 'player_lookup'),
  words('known to', 'source'),
  words('id there', 'id'),
]

const quarantineColumns: readonly Column<Row>[] = [
  words('reason', 'reason_code'),
  words('table', 'table', value => short(word(value))),
  number('rows', 'rows', count),
  { ...words('the last of them', 'reason'), text: 'prose' },
  { label: 'file', text: true, show: row => <span title={word(row['file'])}>{`${fileName(row['file'])} row ${word(row['row'])}`}</span> },
]

const importColumns: readonly Column<Row>[] = [
  number('import', 'import', count),
  words('kind', 'kind'),
  words('at', 'at', instant),
  number('files', 'files', count),
  number(['read', 'rows read'], 'read', count),
  number(['new', 'rows of new keys'], 'stored', count),
  number(['changed', 'new versions of known keys'], 'changed', count),
  number(['same', 'rows equal to the current version'], 'unchanged', count),
  number(['rejected', 'rows in quarantine'], 'rejected', count),
]

const fileColumns: readonly Column<Row>[] = [
  { label: 'file', text: true, by: row => row['path'], show: row => <span title={word(row['path'])}>{fileName(row['path'])}</span> },
  number('import', 'import', count),
  words('taken for', 'format'),
  words('table', 'table', value => short(word(value))),
  number('read', 'read', count),
  number('new', 'stored', count),
  number('changed', 'changed', count),
  number('rejected', 'rejected', count),
]
