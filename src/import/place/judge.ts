import { toExpression } from '../../feeds/expression.ts'
import type { Part } from '../../feeds/format.ts'
import { COUNTED_GAMES } from '../../nba/facts/schedule-games.ts'
import type { Store } from '../../store/store.ts'
import type { Column } from '../../table/column.ts'
import type { Source } from '../../table/source.ts'
import { DEFECT_COLUMNS } from '../read/csv-records.ts'
import { literals, quoted } from '../literals.ts'
import { isNobody, isOneOfSeveral, namesLike } from './known-names.ts'
import { codeOf, isFed } from './fed-columns.ts'
import { UNDECIDED, type QuarantineReason } from './reasons.ts'
import { ownOf, textOf, writtenOf } from './stage.ts'
import { expectedText, typed } from './typing.ts'

/** Columns that placing fills where the file does not. */
const GAME_COLUMNS = new Set(['game_id', 'nba_game_id', 'bref_game_id', 'game_date'])

/** For each column the case that its text does not fit; the text itself is added by `quoteMisfits`. */
function misfitCases(part: Part): string[] {
  return typedColumns(part).map(({ name, sentence }) => `when ${textOf(name)} is not null and ${name} is null then ${reason('not_typed', sentence)}`)
}

/** Columns that are fed with text that must fit a type, the columns of the file that feed them, and what is said of text that does not fit. */
function typedColumns({ columns, target }: Part): readonly { readonly name: string; readonly reads: readonly string[]; readonly sentence: string }[] {
  return Object.entries(columns).flatMap(([name, mapping]) => {
    const type = target.columns[name]?.type ?? 'string'
    const { expects, reads } = toExpression(mapping)
    if ((type === 'string' && name !== 'nba_game_id') || reads.length === 0) return []
    return [{ name, reads, sentence: `'${reads.map(escaped).join(', ')}: expected ${escaped(expects ?? expectedText(type))}, found '` }]
  })
}

/** Adds the file's own text to what is said of values that do not fit. */
export async function quoteMisfits(
  store: Store,
  { arrivals, staged }: { readonly arrivals: string; readonly staged: string },
  part: Part,
): Promise<void> {
  const texts = new Map(
    typedColumns(part).map(({ reads, sentence }) => [sentence, aLine(`concat_ws(' ', ${reads.map(name => `s.${quoted(name)}`).join(', ')})`)]),
  )
  if (texts.size === 0 || (await store.rows(`select 1 from ${arrivals} where reason_code = 'not_typed' limit 1`)).length === 0) return
  const cases = [...texts].map(([sentence, text]) => `when ${sentence} then a.refusal || '"' || ${text} || '"'`)
  await store.run(`update ${arrivals} as a set refusal = case a.refusal ${cases.join(' ')} else a.refusal end
    from ${staged} as s where s.arrival = a.arrival and a.reason_code = 'not_typed'`)
}

/** Of a file's text in a sentence: a line. */
function aLine(text: string): string {
  return `left(${text}, ${LONGEST_TEXT})`
}

const LONGEST_TEXT = 120

function escaped(text: string): string {
  return text.replaceAll("'", "''")
}

/** The first reason why a row cannot be stored, as a struct of code and sentence, or NULL. */
export function reasonOf(store: Store, part: Part): string {
  const defect = quoted(DEFECT_COLUMNS[1])
  const cases = [
    `when ${defect} is not null then ${reason('ragged', defect)}`,
    ...(part.undecided === undefined ? [] : [`when undecided then ${reason(UNDECIDED, "''")}`]),
    ...misfitCases(part),
    ...missingCases(part),
    ...impossibleCases(part),
    ...teamCases(store, part),
  ]
  if (part.game === 'nba_game_id')
    cases.push(`when game_id is null then ${reason('no_schedule_row', `'nba_game_id: ' || nba_game_id || ' is not in the schedule'`)}`)
  if (part.game === 'bref_game_id')
    cases.push(`when game_id is null then ${reason('no_schedule_row', `'bref_game_id: ' || ${aLine('bref_game_id')} || ' is not in the schedule'`)}`)
  if (typeof part.game === 'object') {
    const teams = 'teams' in part.game ? `concat_ws(' and ', "team of game", "other team of game")` : `coalesce("team of game", 'no team')`
    cases.push(
      `when game_id is null then ${reason('no_schedule_row', `'no game of ' || ${aLine(teams)} || ' on ' || ${aLine(`coalesce("day of game", 'no day')`)} || ' is in the schedule'`)}`,
    )
  }
  cases.push(...nobodyCases(part))
  return `case ${[...cases, ...otherwiseCases(part)].join('\n')} end`
}

/** A name that nobody has, and one that several could have. */
function nobodyCases({ namesSomebody, lookups = {} }: Part): string[] {
  if (namesSomebody === undefined) return []
  const { reads } = toExpression(lookups[namesSomebody] ?? namesSomebody)
  const said = `'${reads.join(', ')}: expected somebody whom a file names, found ' || ${aLine(namesSomebody)}`
  return [
    `when ${isNobody(namesSomebody)} then ${reason('person_unknown', said)}`,
    `when ${isOneOfSeveral(namesSomebody)} then ${reason('person_ambiguous', `${said} || ', who could be ' || ${namesLike(namesSomebody)}`)}`,
  ]
}

/** For each column that the file tells of a game beside the schedule, the cases that it cannot be read and that it differs. */
function otherwiseCases({ target, game, agrees = {} }: Part): string[] {
  const [code, source] = game === 'own' ? (['contradicted', 'beside it'] as const) : (['other_than_schedule', 'as the schedule has it'] as const)
  return Object.entries(agrees).flatMap(([name, { reads }]) => {
    const type = target.columns[name]?.type ?? 'string'
    const said = typed(ownOf(name), type)
    const sentence = (expected: string): string => `'${reads.join(', ')}: expected ${expected}, found "' || ${aLine(writtenOf(name))} || '"'`
    return [
      `when ${ownOf(name)} is not null and ${said} is null then ${reason('not_typed', sentence(expectedText(type)))}`,
      `when ${said} <> ${name} then ${reason(code, sentence(`' || ${name} || ' ${source}`))}`,
    ]
  })
}

function reason(code: QuarantineReason | typeof UNDECIDED, sentence: string): string {
  return `{'code': '${code}', 'reason': ${sentence}}`
}

function missingCases(part: Part): string[] {
  const required = Object.entries(part.target.columns).filter(([name, column]) => column.required === true && name !== 'feed')
  const names = required.filter(([name]) => name in (part.lookups ?? {}) || name === 'player_full_name')
  const others = required.filter(([name]) => !names.some(([other]) => other === name) && (isFed(part, name) || !GAME_COLUMNS.has(name)))
  const nobody = part.namedByOthers === undefined ? namelessCases(names) : unknownNameCases(part.namedByOthers.id)
  const empty = others.map(([name]) => {
    const code = part.target.key.includes(name) ? 'key_missing' : 'value_missing'
    return `when ${name} is null then ${reason(code, `'${name}: expected a value, found none'`)}`
  })
  return [...nobody, ...empty]
}

function namelessCases(names: readonly (readonly [name: string, column: Column])[]): string[] {
  return names.map(
    ([name]) => `when ${name} is null then ${reason('no_name', `'${name}: expected a name, found nothing that a lookup can be made of'`)}`,
  )
}

function unknownNameCases(id: string): string[] {
  return [`when player_lookup is null then ${reason('name_unknown', `'${id}: ' || nba_player_id || ' is named in no file yet'`)}`]
}

function agreedColumns({ columns }: Source): string[] {
  return Object.keys(columns).filter(name => columns[name]?.agreed === true)
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
  return [...outside, ...seriesCases(declared), ...exceeding, ...timeCases(declared), ...dateCases(target, game)]
}

/** Days and instants of which nothing can have been told. */
function timeCases(declared: DeclaredColumns): string[] {
  const times = declared.filter(([name, { type }]) => name !== 'game_date' && (type === 'date' || type === 'timestamp'))
  return times.map(
    ([name]) =>
      `when ${name} not between date '${EARLIEST}' and ${LATEST} then ${reason('impossible', `'${name}: expected a day from ${EARLIEST} on, and at most forty years ahead, found ' || ${name}`)}`,
  )
}

const EARLIEST = '1900-01-01'
const LATEST = '(select cast(today as date) + interval 40 year from temp.import_days)'

type DeclaredColumns = readonly (readonly [name: string, column: Column])[]

function seriesCases(declared: DeclaredColumns): string[] {
  return declared.flatMap(([name, { near }]) => {
    if (near === undefined) return []
    const { start, step, within } = near
    const beyond = `${name} - ${start - within}`
    const sentence = `'${name}: expected ${start}, or ${step} more for each overtime, found ' || ${name}`
    return [`when ${beyond} < 0 or (${beyond}) % ${step} > ${2 * within} then ${reason('impossible', sentence)}`]
  })
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
  const counted = part.game === undefined ? 'true' : `substr(nba_game_id, 1, 3) in (${literals(store, COUNTED_GAMES)})`
  const unknown = teams.map(name => {
    const sentence = `'${name}: expected the code of an NBA team of that season, found "' || ${aLine(textOf(name))} || '"'`
    return `when ${textOf(name)} is not null and case when ${counted} then ${codeOf(name)} is null else regexp_matches(${name}, '\\d') end then ${reason('unknown_team', sentence)}`
  })
  if (part.game === 'own' || part.game === undefined) return unknown
  const outside = teams.map(
    name =>
      `when ${counted} and ${name} not in (split_part(game_id, '_', 2), split_part(game_id, '_', 3))
       then ${reason('team_not_in_game', `'${name}: ' || ${name} || ' does not play in ' || game_id`)}`,
  )
  return [...unknown, ...outside]
}

/** Refuses arrivals that say otherwise than the first line of their key in a file, as a second line of a player for the other team. */
export async function refuseContradictions(store: Store, arrivals: string, { target }: Part): Promise<void> {
  for (const name of agreedColumns(target)) {
    const sentence = `'${name}: expected ' || f.first || ' as in an earlier line of the file, found ' || a.${name}`
    await store.run(`update ${arrivals} as a set reason_code = 'contradicted', refusal = ${sentence}
      from (select source_file, row_key, arg_min(${name}, arrival) as first from ${arrivals} group by all having min(${name}) <> max(${name})) as f
      where f.source_file = a.source_file and f.row_key = a.row_key and a.${name} <> f.first and a.reason_code is null`)
  }
}

/** Refuses arrivals of a game and team of which more have a flag than can be, as six starters. */
export async function refuseCrowds(store: Store, arrivals: string, { target, columns }: Part): Promise<void> {
  for (const name of Object.keys(columns)) {
    const most = target.columns[name]?.mostOfTeam
    if (most === undefined) continue
    const sentence = `'${name}: expected at most ${most} of ' || a.team_abbr || ' in ' || a.nba_game_id || ', found ' || c.found`
    await store.run(`update ${arrivals} as a set reason_code = 'impossible', refusal = ${sentence}
      from (select source_file, nba_game_id, team_abbr, count(distinct row_key) as found from ${arrivals}
        where ${name} and reason_code is null group by all having found > ${most}) as c
      where c.source_file = a.source_file and c.nba_game_id = a.nba_game_id and c.team_abbr = a.team_abbr and a.${name} and a.reason_code is null`)
  }
}
