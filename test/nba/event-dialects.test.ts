import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { game, line, Workspace, type Cells } from '../import/workspace.ts'

const GAME = '0022100001'
const PEOPLE = {
  archer: [10, 'Ann Archer', 'MIL'],
  baker: [11, 'Bo Baker', 'MIL'],
  carter: [20, 'Cal Carter', 'BKN'],
  dent: [21, 'Dee Dent', 'BKN'],
} as const
type Name = keyof typeof PEOPLE

/** What happens, whoever tells it. */
interface Event {
  readonly period: number
  /** Seconds left in the period. */
  readonly left: number
  readonly kind: 'start' | 'end' | 'made' | 'missed' | 'throw' | 'lost'
  readonly who?: Name
  readonly feet?: number
  readonly other?: Name
}

/** Archer scores at the rim on a pass of Baker and blocks Carter, who hits a three; Dent scores in clutch time and is fouled; Milwaukee lets the shot clock run out. */
const EVENTS: readonly Event[] = [
  { period: 1, left: 720, kind: 'start' },
  { period: 1, left: 700, kind: 'made', who: 'archer', feet: 5, other: 'baker' },
  { period: 1, left: 680, kind: 'missed', who: 'carter', feet: 12, other: 'archer' },
  { period: 1, left: 660, kind: 'made', who: 'carter', feet: 25 },
  ...[1, 2, 3].map(period => ({ period, left: 0, kind: 'end' as const })),
  { period: 4, left: 240, kind: 'made', who: 'dent', feet: 12 },
  { period: 4, left: 240, kind: 'throw', who: 'dent' },
  { period: 4, left: 180, kind: 'lost' },
  { period: 4, left: 0, kind: 'end' },
]

const clock = (left: number, between: string): string => `${Math.floor(left / 60)}${between}${String(left % 60).padStart(2, '0')}`
const idOf = (who: Name | undefined): number => (who === undefined ? 0 : PEOPLE[who][0])
const nameOf = (who: Name | undefined): string => (who === undefined ? '' : PEOPLE[who][1])
const familyOf = (who: Name | undefined): string => nameOf(who).split(' ')[1] ?? ''
const teamOf = ({ who, kind }: Event): string => (who === undefined ? (kind === 'lost' ? 'MIL' : '') : PEOPLE[who][2])
const isThree = ({ feet = 0 }: Event): boolean => feet > 22

/** The sentence of the statistics service. */
function sentence(event: Event): string {
  const { kind, who, feet, other, period } = event
  if (kind === 'start' || kind === 'end') return `${kind === 'start' ? 'Start' : 'End'} of period ${period}`
  if (kind === 'lost') return 'Bucks Turnover: Shot Clock (T#1)'
  if (kind === 'throw') return `${familyOf(who)} Free Throw 1 of 1 (3 PTS)`
  const shot = `${kind === 'missed' ? 'MISS ' : ''}${familyOf(who)} ${feet}' ${isThree(event) ? '3PT ' : ''}Jump Shot`
  return kind === 'made' && other !== undefined ? `${shot} (2 PTS) (${familyOf(other)} 1 AST)` : shot
}

function v2(event: Event, place: number): Cells {
  const { kind, who, other, period, left } = event
  const type = { start: 12, end: 13, made: 1, missed: 2, throw: 3, lost: 5 }[kind]
  return {
    ...{ GAME_ID: GAME, EVENTNUM: place + 1, EVENTMSGTYPE: type, EVENTMSGACTIONTYPE: kind === 'throw' ? 10 : 1, PERIOD: period },
    ...{ PCTIMESTRING: clock(left, ':'), HOMEDESCRIPTION: sentence(event), VISITORDESCRIPTION: null, NEUTRALDESCRIPTION: null, SCORE: null },
    ...{ PLAYER1_ID: kind === 'lost' ? 1_610_612_749 : idOf(who), PLAYER1_TEAM_ABBREVIATION: who === undefined ? null : teamOf(event) },
    ...{ PLAYER2_ID: kind === 'made' ? idOf(other) : 0, PLAYER3_ID: kind === 'missed' ? idOf(other) : 0 },
  }
}

function v3(event: Event, place: number): object[] {
  const { kind, who, other, period, left, feet = 0 } = event
  const actionType = { start: 'period', end: 'period', made: 'Made Shot', missed: 'Missed Shot', throw: 'Free Throw', lost: 'Turnover' }[kind]
  const subType = kind === 'throw' ? 'Free Throw 1 of 1' : kind === 'start' || kind === 'end' ? kind : ''
  const whole = {
    ...{ actionNumber: place + 1, actionId: 2 * place + 1, clock: `PT${clock(left, 'M')}.00S`, period, teamId: 0, teamTricode: teamOf(event) },
    ...{ personId: idOf(who), playerName: familyOf(who), shotDistance: feet, shotResult: kind === 'made' ? 'Made' : 'Missed', isFieldGoal: 1 },
    ...{ scoreHome: '', scoreAway: '', description: sentence(event), actionType, subType, shotValue: isThree(event) ? 3 : 2 },
  }
  if (kind !== 'missed' || other === undefined) return [whole]
  const block = { personId: idOf(other), playerName: familyOf(other), teamTricode: PEOPLE[other][2], description: `${familyOf(other)} BLOCK (1 BLK)` }
  return [whole, { ...whole, ...block, actionId: 2 * place + 2, actionType: '', shotResult: '' }]
}

function live(event: Event, place: number): object {
  const { kind, who, other, period, left, feet = 0 } = event
  const actionType = { start: 'period', end: 'period', made: '', missed: '', throw: 'freethrow', lost: 'turnover' }[kind]
  return {
    ...{ actionNumber: place + 1, orderNumber: 10_000 * (place + 1), clock: `PT${clock(left, 'M')}.00S`, timeActual: '2021-10-20T00:00:00Z', period },
    ...{ teamTricode: teamOf(event) || null, personId: idOf(who), qualifiers: kind === 'made' ? ['2ndchance'] : [], shotDistance: feet - 0.3 },
    ...{ actionType: actionType === '' ? (isThree(event) ? '3pt' : '2pt') : actionType, subType: kind === 'throw' ? '1 of 1' : kind },
    ...{ shotResult: kind === 'missed' ? 'Missed' : 'Made', description: sentence(event) },
    ...(other === undefined ? {} : { [kind === 'made' ? 'assistPersonId' : 'blockPersonId']: idOf(other) }),
    ...(kind === 'made' ? { officialId: 900 + (place % 5) } : {}),
  }
}

function bigDataBall(event: Event, place: number): Cells {
  const { kind, who, other, period, left, feet } = event
  const court = Object.fromEntries(['a', 'h'].flatMap(side => [1, 2, 3, 4, 5].map(slot => [`${side}${slot}`, null])))
  const type = { start: 'start of period', end: 'end of period', made: 'shot', missed: 'shot', throw: 'free throw', lost: 'turnover' }[kind]
  return {
    ...{ game_id: GAME.slice(2), data_set: 'x', date: '2021-10-19', ...court, period, away_score: null, home_score: null },
    ...{ remaining_time: `0:${clock(left, ':').padStart(5, '0')}`, play_id: place + 1, team: teamOf(event) || null, event_type: type },
    ...{ assist: kind === 'made' ? nameOf(other) : null, block: kind === 'missed' ? nameOf(other) : null, entered: null, left: null, steal: null },
    ...{ player: nameOf(who), result: kind === 'missed' ? 'missed' : 'made', shot_distance: feet ?? null, description: sentence(event) },
    type: kind === 'throw' ? 'free throw 1/1' : isThree(event) ? '3pt jump shot' : 'jump shot',
  }
}

const PLAYERS = `nba_player_id as id, paint_attempts as paint, mid_range_attempts as mid, three_pt_makes as three, assisted_fg_makes as assisted,
  assists_given as gave, mid_range_blocks as blocked, and1_count as and1, points, fourth_quarter_points as fourth, clutch_points as clutch, fourth_quarter_seconds as seconds`
const NONE = { paint: 0, mid: 0, three: 0, assisted: 0, gave: 0, blocked: 0, and1: 0, points: 0, fourth: 0, clutch: 0, seconds: null }
const FACTS = [
  { ...NONE, id: 10, paint: 1, assisted: 1, blocked: 1, points: 2 },
  { ...NONE, id: 11, gave: 1 },
  { ...NONE, id: 20, mid: 1, three: 1, points: 3 },
  { ...NONE, id: 21, mid: 1, and1: 1, points: 3, fourth: 3, clutch: 3 },
]

describe.each(['nba_play_by_play_v2', 'nba_play_by_play_v3', 'nba_live', 'bigdataball'])('the events of a game by %s', feed => {
  let space: Workspace
  beforeAll(async () => {
    space = await Workspace.open()
    const lines = Object.values(PEOPLE).map(([id, name, team]) => line([GAME, team], [id, name]))
    const document = (actions: readonly object[]): string => JSON.stringify({ meta: {}, game: { gameId: GAME, actions } })
    const told = {
      nba_play_by_play_v2: (): string => space.csv('v2.csv', EVENTS.map(v2)),
      nba_play_by_play_v3: (): string => space.file('v3.json', document(EVENTS.flatMap(v3))),
      nba_live: (): string => space.file('live.json', document(EVENTS.map(live))),
      bigdataball: (): string => space.csv('bdb.csv', EVENTS.map(bigDataBall)),
    }[feed]
    await space.import([space.csv('schedule.csv', [game(GAME, '2021-10-19 BKN@MIL')]), space.csv('logs.csv', lines), told?.() ?? ''])
  })
  afterAll(() => space.close())

  it('are the same facts of everybody in them', async () => {
    expect(await space.rows(`select ${PLAYERS} from nba_reference.player_event_facts where ended_by is null order by id`)).toEqual(FACTS)
  })

  it('are the same facts of both teams', async () => {
    const columns = 'team_abbr, events_from, points, team_turnovers, overtime_periods, fourth_quarter_timed, second_chance_points, referee_crew_id'
    const situations = feed === 'nba_live' ? [5, 2] : [null, null]
    const crew = feed === 'nba_live' ? '901_902_903' : null
    const of = { events_from: feed, overtime_periods: 0, fourth_quarter_timed: false, referee_crew_id: crew }
    expect(await space.rows(`select ${columns} from nba_reference.team_event_facts where ended_by is null order by team_abbr`)).toEqual([
      { ...of, team_abbr: 'BKN', points: 6, team_turnovers: 0, second_chance_points: situations[0] },
      { ...of, team_abbr: 'MIL', points: 2, team_turnovers: 1, second_chance_points: situations[1] },
    ])
  })
})

describe('a turnover of nobody’s and no team’s', () => {
  it('leaves open how many the two teams have', async () => {
    const space = await Workspace.open()
    const whose = EVENTS.map(v2).map(event => (event['EVENTMSGTYPE'] === 5 ? { ...event, PLAYER1_ID: 0 } : event))
    await space.import([space.csv('schedule.csv', [game(GAME, '2021-10-19 BKN@MIL')]), space.csv('v2.csv', whose)])
    const told = { team_turnovers: null, points: 6 }
    expect(
      await space.rows(`select team_turnovers, points from nba_reference.team_event_facts where ended_by is null and team_abbr = 'BKN'`),
    ).toEqual([told])
    await space.close()
  })
})

describe('a file of events', () => {
  it('is the whole truth for its game: what it lacks of it is gone, and told of', async () => {
    const space = await Workspace.open()
    const schedule = space.csv('schedule.csv', [game(GAME, '2021-10-19 BKN@MIL')])
    await space.import([schedule, space.csv('first.csv', EVENTS.map(v2))])
    const report = await space.import([space.csv('second.csv', EVENTS.map(v2).toSpliced(3, 1))])
    expect(report.warnings.join()).toContain('1 row of nba_raw.nbac_play_by_play ended')
    expect(await space.rows(`select points from nba_reference.team_event_facts where ended_by is null and team_abbr = 'BKN'`)).toEqual([
      { points: 3 },
    ])
    await space.close()
  })
})
