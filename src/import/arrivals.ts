import { toExpression } from '../feeds/expression.ts'
import type { Format, Part } from '../feeds/format.ts'
import { tricodes } from '../feeds/team-codes.ts'
import { COUNTED_GAMES } from '../nba/facts/schedule-games.ts'
import type { Store } from '../store/store.ts'
import type { Source } from '../table/source.ts'
import { DEFECT_COLUMNS } from './csv-records.ts'
import { literals, quoted } from './literals.ts'
import { brefGameJoins, games, teamCode } from './placement.ts'
import type { QuarantineReason } from './reasons.ts'
import { lookupJoin, mappedRows, textOf } from './stage.ts'
import { expectedText, typed } from './typing.ts'

/** Rows of one raw table, typed and placed, each with the reason why it cannot be stored, if there is one. A temporary table. */
export const arrivals = 'temp.arrived_rows'

const GAME_COLUMNS = new Set(['game_id', 'nba_game_id', 'game_date'])

/** Turns staged rows into arrivals. */
export async function readArrivals(store: Store, format: Format, part: Part): Promise<void> {
  const columns = Object.keys(part.target.columns)
  const { joins, columns: lookedUp } = lookupJoin(part)
  const placed = part.game === 'bref_game_id' ? brefGameJoins(textOf('bref_game_id')) : undefined
  const found = [...lookedUp, ...(placed === undefined ? [] : [`${placed.nbaGameId} as ${textOf('nba_game_id')}`])]
  await store.run(`
    create or replace temp table arrived_rows as
    with mapped as (${mappedRows(part)}),
    found as (select mapped.*${found.map(column => `, ${column}`).join('')} from mapped ${joins} ${placed?.joins ?? ''}),
    placed as (${placedRows(part)}),
    typed_rows as (select *, ${columns.map(name => `${valueOf(format, part, name)} as ${name}`).join(', ')} from placed),
    told as (select *${firstTold(part)} from typed_rows),
    judged as (select *, ${reasonOf(store, part)} as judgement from told)
    select source_file, source_row, arrival, ${columns.join(', ')},
      judgement.code as reason_code, judgement.reason as reason, ${keyText(part.target.key)} as row_key
    from judged`)
}

/** Rows of `found` with the places of their games; a schedule row is its own place. */
function placedRows(part: Part): string {
  if (part.game === undefined) return 'select * from found'
  if (part.game === 'own') {
    const [date, home, away] = [typed(textOf('game_date'), 'date'), teamCode(textOf('home_team_tricode')), teamCode(textOf('away_team_tricode'))]
    return `select *, strftime(${date}, '%Y%m%d') || '_' || ${away} || '_' || ${home} as "placed id" from found`
  }
  return `select found.*, g.game_id as "placed id", g.game_date as "placed date", g.home_team as "placed home", g.away_team as "placed away"
    from found left join ${games} as g on g.nba_game_id = found.${textOf('nba_game_id')}`
}

function valueOf(format: Format, part: Part, name: string): string {
  const column = part.target.columns[name]
  if (column === undefined || !isFed(part, name)) {
    if (name === 'feed') return `'${format.feed}'`
    if (name === 'game_id') return '"placed id"'
    if (name === 'game_date') return '"placed date"'
    if (name === 'nba_game_id') return textOf(name)
    return `cast(null as ${typeName(part, name)})`
  }
  if ((part.teams ?? []).includes(name)) return teamCode(textOf(name))
  return typedText(part, name)
}

function isFed(part: Part, name: string): boolean {
  return name in part.columns || name in (part.lookups ?? {})
}

function typeName(part: Part, name: string): string {
  const types = {
    string: 'varchar',
    int: 'bigint',
    float: 'double',
    bool: 'boolean',
    date: 'date',
    timestamp: 'timestamp',
    strings: 'varchar[]',
  } as const
  return types[part.target.columns[name]?.type ?? 'string']
}

function typedText(part: Part, name: string): string {
  const text = textOf(name)
  if (name === 'nba_game_id') return `case when regexp_full_match(${text}, '\\d{10}') then ${text} end`
  return typed(text, part.target.columns[name]?.type ?? 'string')
}

/** For each column the case that its text does not fit. */
function misfitCases(part: Part): string[] {
  return Object.entries(part.columns).flatMap(([name, mapping]) => {
    const type = part.target.columns[name]?.type ?? 'string'
    if (type === 'string' && name !== 'nba_game_id') return []
    const expected = toExpression(mapping).expects ?? expectedText(type)
    return [
      `when ${textOf(name)} is not null and ${name} is null then ${reason('not_typed', `'${name}: expected ${expected}, found "' || ${textOf(name)} || '"'`)}`,
    ]
  })
}

/** The first reason why a row cannot be stored, as a struct of code and sentence, or NULL. */
function reasonOf(store: Store, part: Part): string {
  const defect = quoted(DEFECT_COLUMNS[1])
  const cases = [
    `when ${defect} is not null then ${reason('ragged', defect)}`,
    ...misfitCases(part),
    ...missingCases(part),
    ...impossibleCases(part),
    ...teamCases(store, part),
  ]
  if (part.game === 'nba_game_id')
    cases.push(`when game_id is null then ${reason('no_schedule_row', `'nba_game_id: ' || nba_game_id || ' is not in the schedule'`)}`)
  if (part.game === 'bref_game_id')
    cases.push(`when game_id is null then ${reason('no_schedule_row', `'bref_game_id: ' || bref_game_id || ' is not in the schedule'`)}`)
  return `case ${cases.join('\n')} end`
}

function reason(code: QuarantineReason, sentence: string): string {
  return `{'code': '${code}', 'reason': ${sentence}}`
}

function missingCases(part: Part): string[] {
  const required = Object.entries(part.target.columns).filter(([name, column]) => column.required === true && name !== 'feed')
  const names = required.filter(([name]) => name in (part.lookups ?? {}) || name === 'player_full_name')
  const others = required.filter(([name]) => !names.some(([other]) => other === name) && (isFed(part, name) || !GAME_COLUMNS.has(name)))
  const nobody = names.map(
    ([name]) => `when ${name} is null then ${reason('no_name', `'${name}: expected a name, found nothing that a lookup can be made of'`)}`,
  )
  const empty = others.map(([name]) => {
    const code = part.target.key.includes(name) ? 'key_missing' : 'value_missing'
    return `when ${name} is null then ${reason(code, `'${name}: expected a value, found none'`)}`
  })
  return [...nobody, ...empty]
}

/** Columns that every row of a key must agree in, each beside what the first row of the key says. */
function firstTold({ target }: Part): string {
  const key = target.key.join(', ')
  return agreedColumns(target)
    .map(name => `, first_value(${name}) over (partition by ${key} order by arrival) as ${firstOf(name)}`)
    .join('')
}

function agreedColumns({ columns }: Source): string[] {
  return Object.keys(columns).filter(name => columns[name]?.agreed === true)
}

function firstOf(name: string): string {
  return quoted(`first ${name}`)
}

/** Values that are of the right type and cannot be true. */
function impossibleCases({ target, columns, game }: Part): string[] {
  const found = (name: string): string => `', found ' || ${name}`
  const declared = Object.entries(target.columns).filter(([name]) => name in columns)
  const outside = declared.flatMap(([name, { between }]) =>
    between === undefined
      ? []
      : [
          `when ${name} not between ${between[0]} and ${between[1]} then ${reason('impossible', `'${name}: expected ${between[0]} to ${between[1]}' || ${found(name)}`)}`,
        ],
  )
  const exceeding = declared.flatMap(([name, { atMost }]) =>
    atMost === undefined || !(atMost in columns)
      ? []
      : [`when ${name} > ${atMost} then ${reason('impossible', `'${name}: expected at most ${atMost}, ' || ${atMost} || ${found(name)}`)}`],
  )
  const contradicted = agreedColumns(target).map(
    name =>
      `when ${name} <> ${firstOf(name)} then ${reason('contradicted', `'${name}: expected ' || ${firstOf(name)} || ' as in an earlier line of the file' || ${found(name)}`)}`,
  )
  return [...outside, ...exceeding, ...contradicted, ...dateCases(target, game)]
}

/** Days on which there cannot have been such a game: before there was a league, or outside of the season that the game id names. */
function dateCases(target: Source, game: Part['game']): string[] {
  if (!('game_date' in target.columns)) return []
  const early = `when game_date < date '${FIRST_GAME}' then ${reason('impossible', `'game_date: expected a day from ${FIRST_GAME} on, found ' || game_date`)}`
  if (game !== 'own') return [early]
  const sentence = `'game_date: expected a day of the season that ' || nba_game_id || ' names, found ' || game_date`
  return [
    early,
    `when game_date not between make_date(season_year, 7, 1) and make_date(season_year + 1, 10, 31) then ${reason('impossible', sentence)}`,
  ]
}

/** Of the league. */
const FIRST_GAME = '1946-11-01'

function teamCases(store: Store, part: Part): string[] {
  const teams = part.teams ?? []
  const counted = `substr(nba_game_id, 1, 3) in (${literals(store, COUNTED_GAMES)})`
  const unknown = teams.map(
    name =>
      `when ${counted} and not regexp_full_match(${name}, '${tricodes.join('|')}') then ${reason('unknown_team', `'${name}: expected one of the 30 team codes, found "' || ${name} || '"'`)}`,
  )
  if (part.game === 'own') return unknown
  const outside = teams.map(
    name =>
      `when ${counted} and ${name} not in (split_part(game_id, '_', 2), split_part(game_id, '_', 3))
       then ${reason('team_not_in_game', `'${name}: ' || ${name} || ' does not play in ' || game_id`)}`,
  )
  return [...unknown, ...outside]
}

/** SQL for the key of a row as people name it, as far as it is known: `nba_league_game_log/0022100001/201939`. */
export function keyText(key: readonly string[], row = ''): string {
  return key.map(name => `coalesce(cast(${row}${name} as varchar), '')`).join(` || '/' || `)
}
