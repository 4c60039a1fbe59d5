import type { EasternTime } from './eastern.ts'

/** What is brought. */
export type Kind = 'schedule' | 'box score' | 'play-by-play' | 'injury report'

/** One thing that can be brought: where it is, and what its files are called. */
export interface Resource {
  readonly kind: Kind
  readonly address: string
  /** Folder below that of all files. */
  readonly folder: string
  readonly stem: string
  /** The game that it is about. */
  readonly game?: string
}

/** Where the hosts are. */
export interface Bases {
  /** The content network. */
  readonly network: string
  /** The official injury reports. */
  readonly reports: string
}

/** Where the NBA publishes. */
export const PUBLIC_BASES: Bases = { network: 'https://cdn.nba.com', reports: 'https://ak-static.cms.nba.com' }

interface AboutKind {
  /** Folder of its files. */
  readonly folder: string
  /** The member of the JSON that it is told by; none of PDF. */
  readonly member?: readonly [string, string]
  /** Name of the format of the importer that takes it. */
  readonly taken: RegExp
}

/** What is known of each kind. */
export const KINDS: Readonly<Record<Kind, AboutKind>> = {
  schedule: { folder: 'schedule', member: ['leagueSchedule', 'gameDates'], taken: /^NBA schedule v2$/ },
  'box score': { folder: 'boxscore', member: ['game', 'homeTeam'], taken: /^NBA live box score$/ },
  'play-by-play': { folder: 'playbyplay', member: ['game', 'actions'], taken: /live play-by-play/i },
  'injury report': { folder: 'injury_report', taken: /injury report/i },
}

/** The league's schedule of the season that is on. */
export function scheduleOf({ network }: Bases): Resource {
  const stem = 'scheduleLeagueV2'
  return { kind: 'schedule', address: `${network}/static/json/staticData/${stem}.json`, folder: KINDS.schedule.folder, stem }
}

/** The live box score of a game. */
export function boxScoreOf({ network }: Bases, game: string): Resource {
  return ofGame(`${network}/static/json/liveData/boxscore`, 'box score', game)
}

/** The live play-by-play of a game. */
export function playByPlayOf({ network }: Bases, game: string): Resource {
  return ofGame(`${network}/static/json/liveData/playbyplay`, 'play-by-play', game)
}

function ofGame(place: string, kind: 'box score' | 'play-by-play', game: string): Resource {
  const { folder } = KINDS[kind]
  const stem = `${folder}_${game}`
  return { kind, address: `${place}/${stem}.json`, folder: `${folder}/${game.slice(0, 5)}`, stem, game }
}

/** From this day on there is a report every quarter of an hour, before it one at half past every hour, whose name tells the hour alone. */
const QUARTERLY_SINCE = '2025-12-20'

/** The newest injury report at a moment. */
export function injuryReportAt({ reports }: Bases, { day, minutes }: EasternTime): Resource | undefined {
  const quarterly = day >= QUARTERLY_SINCE
  const told = quarterly ? Math.floor(minutes / 15) * 15 : Math.floor((minutes - 30) / 60) * 60
  if (told < 0) return undefined
  const hour = Math.floor(told / 60)
  const clock = `${padded(hour % 12 === 0 ? 12 : hour % 12)}${quarterly ? `_${padded(told % 60)}` : ''}${hour < 12 ? 'AM' : 'PM'}`
  const name = `Injury-Report_${day}_${clock}`
  return {
    kind: 'injury report',
    address: `${reports}/referee/injury/${name}.pdf`,
    folder: `${KINDS['injury report'].folder}/${day.slice(0, 7)}`,
    stem: name,
  }
}

function padded(value: number): string {
  return String(value).padStart(2, '0')
}
