import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openStore } from '../../src/open-store.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld } from './fake-world.ts'

interface Sick {
  /** What is done to a whole store. */
  readonly damage: string
  /** A file that is left beside it. */
  readonly left?: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly object: string | RegExp
  readonly found: string | RegExp
  /** What to do, as it is said: a statement after `in DuckDB: `, or something that `--fix` does. */
  readonly repair: string | RegExp
}

const GAME = (id: string, row: number): string =>
  `('nba_schedule_table', '20211019_BKN_MIL', '${id}', date '2021-10-19', 2021, 'MIL', 'BKN', 1, 'schedule.csv', ${row})`
const SCHEDULE =
  'insert into nba_raw.nbac_schedule (feed, game_id, nba_game_id, game_date, season_year, home_team_tricode, away_team_tricode, import_number, source_file, source_row) values'
const PERSON = (id: string, person: string, name: string): string =>
  `('derived', 'nba', '${id}', '${person}', 1, '${name}', '${name.toLowerCase().replace(' ', '')}', 'nba id', 1, 'derived', ${id})`
const PEOPLE =
  'insert into nba_reference.player_identities (feed, source, source_player_id, person_id, nba_player_id, player_full_name, player_lookup, linked_by, import_number, source_file, source_row) values'

/** A play-off game with an official, and with an inactive player but for the second. */
const playedOn = (day: string, nth: number): string => {
  const game = (columns: string): string => `(feed, game_id, nba_game_id, game_date, import_number, source_file, source_row, ${columns})`
  const values = `'basketball_reference', 'g${nth}', '004210000${nth}', date '${day}', 1, 'games.csv', ${nth}`
  return [
    `insert into nba_reference.game_states ${game('season_year, home_team, away_team, state, box_teams, line_teams')} values (${values}, 2021, 'MIL', 'BKN', 'final', 2, 2)`,
    `insert into nba_raw.bref_officials ${game('bref_game_id, bref_referee_id, official_name')} values (${values}, 'g${nth}', 'r', 'Zach Zarba')`,
    ...(nth === 2
      ? []
      : [
          `insert into nba_raw.bref_inactives ${game('bref_game_id, bref_player_id, player_full_name, player_lookup, team_abbr')} values (${values}, 'g${nth}', 'p', 'Ann Archer', 'annarcher', 'MIL')`,
        ]),
  ].join('; ')
}

const SICK: Readonly<Record<string, Sick>> = {
  'a missing table': {
    damage: 'drop table nba_processing.row_changes',
    ...{ severity: 'error', object: 'nba_processing.row_changes', found: 'no such table', repair: 'backcourt doctor --fix makes it' },
  },
  'a missing column': {
    damage: 'alter table nba_analytics.team_offense_game_summary drop column pace',
    ...{ severity: 'error', object: 'nba_analytics.team_offense_game_summary.pace', found: 'no such column' },
    repair: 'backcourt doctor --fix adds it; then backcourt backfill --force',
  },
  'an extra column': {
    damage: 'alter table nba_raw.bref_officials add column note varchar',
    ...{ severity: 'warning', object: 'nba_raw.bref_officials.note', found: 'a column that is not declared' },
    repair: 'in DuckDB, if nobody needs it: alter table nba_raw.bref_officials drop column note',
  },
  'an extra table': {
    damage: 'create table nba_raw.mine (a int)',
    ...{ severity: 'warning', object: 'nba_raw.mine', found: 'a table that is not declared' },
    repair: 'in DuckDB, if nobody needs it: drop table nba_raw.mine',
  },
  'whole numbers where fractions are declared': {
    damage: 'alter table nba_analytics.team_offense_game_summary alter possessions type bigint',
    ...{ severity: 'error', object: 'nba_analytics.team_offense_game_summary.possessions', found: 'BIGINT' },
    repair: 'in DuckDB: alter table nba_analytics.team_offense_game_summary alter possessions type DOUBLE',
  },
  'a row that lacks what every row has': {
    damage: `alter table nba_processing.plans alter document drop not null; insert into nba_processing.plans values ('00000000', now(), null)`,
    ...{ severity: 'error', object: 'nba_processing.plans.document', found: 'NULL in 1 row' },
    repair: 'in DuckDB: delete from nba_processing.plans where document is null; alter table nba_processing.plans alter document set not null',
  },
  'a column that refuses what is not known': {
    damage: 'alter table nba_analytics.team_offense_game_summary alter pace set not null',
    ...{ severity: 'error', object: 'nba_analytics.team_offense_game_summary.pace', found: 'a column that refuses NULL' },
    repair: 'backcourt doctor --fix allows it',
  },
  'a column that allows what must not be': {
    damage: 'alter table nba_processing.plans alter document drop not null',
    ...{ severity: 'note', object: 'nba_processing.plans.document', found: 'a column that allows NULL' },
    repair: 'backcourt doctor --fix refuses it',
  },
  'a date that a feed lacks and others have': {
    damage: ['2021-10-19', '2021-10-20', '2021-10-21'].map((day, nth) => playedOn(day, nth + 1)).join('; '),
    ...{ severity: 'note', object: 'nba_raw.bref_inactives, basketball_reference' },
    found: 'nothing of 1 of 3 dates with games that other feeds have: 2021-10-20',
    repair: 'backcourt import PATH… with files of basketball_reference for these dates, if they are needed',
  },
  'a file that is gone': {
    damage: `insert into nba_processing.import_files (import_number, path, digest, format, mapping_digest, table_name, rows_read, rows_stored, rows_changed, rows_unchanged, rows_duplicate, rows_undecided, rows_rejected)
      values (1, '/gone/logs.csv', '00', 'NBA LeagueGameLog, players', '', 'nba_raw.nbac_player_boxscores', 9, 9, 0, 0, 0, 0, 0)`,
    ...{ severity: 'note', object: '/gone/logs.csv', found: 'gone: 9 rows came from it' },
    repair: /^none is needed: the rows are kept/,
  },
  'a name with two ids': {
    damage: `${PEOPLE} ${PERSON('1', 'nba:1', 'Ann Archer')}, ${PERSON('2', 'nba:2', 'Ann Archer')}`,
    ...{ severity: 'note', object: 'nba_reference.player_identities, annarcher', found: 'a name with two ids: nba:1, nba:2' },
    repair: /^if they are one person: backcourt import a list of aliases/,
  },
  'an id with two names': {
    damage: `${PEOPLE} ${PERSON('1', 'nba:1', 'Ann Archer')}, ${PERSON('2', 'nba:1', 'Anne Archer')}`,
    ...{ severity: 'error', object: 'nba_reference.player_identities, nba:1', found: 'an id with two names: Ann Archer, Anne Archer' },
    repair: 'backcourt doctor --fix lets the next backfill resolve everybody anew',
  },
  'half a schedule': {
    damage: `insert into nba_reference.game_states (feed, nba_game_id, game_id, game_date, season_year, home_team, away_team, state, box_teams, line_teams, import_number, source_file, source_row)
      select 'derived', printf('00221%05d', n), 'x' || n, date '2021-10-19' + n // 8, 2021, 'MIL', 'BKN', 'upcoming', 0, 0, 1, 'derived', n from (select cast(unnest(generate_series(1, 615)) as int) as n)`,
    ...{ severity: 'note', object: 'the schedule of 2021-22', found: '615 of 1230 games of the regular season, 2021-10-19 … 2022-01-03' },
    repair: 'backcourt import PATH… with a schedule of 2021-22, if that season is needed',
  },
  'doubled rows': {
    damage: `${SCHEDULE} ${GAME('0022100001', 1)}, ${GAME('0022100001', 2)}, ${GAME('0022100002', 3)}`,
    ...{ severity: 'error', object: 'nba_raw.nbac_schedule', found: '2 rows for 1 key' },
    repair: /^in DuckDB: delete from nba_raw.nbac_schedule where rowid in/,
  },
  'what a command left behind': {
    damage: 'select 1',
    left: 'backcourt.duckdb.draft',
    ...{ severity: 'warning', object: /backcourt\.duckdb\.draft$/, found: 'what a command that died left behind' },
    repair: 'backcourt doctor --fix removes it, as the next command that writes does',
  },
  'no meanings': {
    damage: `comment on table nba_raw.bref_officials is null; comment on column nba_raw.bref_officials.feed is null`,
    ...{ severity: 'note', object: 'nba_raw.bref_officials', found: /^no meanings, or old ones: of 1 of \d+ columns$/ },
    repair: 'backcourt doctor --fix writes them',
  },
}

/** A text as a whole, or what a text must match. */
function whole(expected: string | RegExp): RegExp {
  return typeof expected === 'string' ? new RegExp(`^${expected.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`) : expected
}

/** What may be said of a whole store. */
const FINE = /which is fine$/

it.each(Object.entries(SICK))('doctor finds %s, and says what repairs it exactly', async (_, { damage, left, severity, object, found, repair }) => {
  const world = fakeWorld()
  const file = path.join(world.cwd, 'backcourt.duckdb')
  const empty = await openStore(file)
  await empty.run(damage)
  await empty.close()
  if (left !== undefined) writeFileSync(path.join(world.cwd, left), 'half')
  const examined = async (...options: string[]) => {
    const { code, document } = await world.json('doctor', ...options)
    return { code, findings: DOCUMENTS.doctor.parse(document).findings.filter(finding => !FINE.test(finding.found)) }
  }

  const sick = await examined()
  expect(sick.code).toBe(severity === 'note' ? 0 : 1)
  const [finding, ...others] = sick.findings
  expect(others).toEqual([])
  expect(finding?.severity).toBe(severity)
  expect(finding?.object).toMatch(whole(object))
  expect(finding?.found).toMatch(whole(found))
  expect(finding?.repair).toMatch(whole(repair))

  const statement = /^in DuckDB[^:]*: (.*)$/.exec(finding?.repair ?? '')?.[1]
  if (statement === undefined && finding?.repair.includes('doctor --fix') !== true) return
  if (statement !== undefined) {
    const store = await openDuckdb(file)
    await store.run(statement)
    await store.close()
  }
  const repaired = await examined(...(statement === undefined ? ['--fix'] : []))
  expect(repaired.findings.filter(({ found }) => found !== 'an id with two names: Ann Archer, Anne Archer')).toEqual([])
})

it('doctor names optional tables once, as fine', async () => {
  const world = fakeWorld()
  await (await openStore(path.join(world.cwd, 'backcourt.duckdb'))).close()
  const { code, document } = await world.json('doctor')
  expect(code).toBe(0)
  const { findings } = DOCUMENTS.doctor.parse(document)
  expect(findings.map(({ severity, object }) => [severity, object.includes('nba_static.team_locations')])).toEqual([['note', true]])
  expect(findings[0]?.repair).toMatch(/^none is needed/)
})
