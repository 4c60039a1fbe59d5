import { statSync } from 'node:fs'
import { Option } from '@commander-js/extra-typings'
import type { DayRange } from '../../calendar.ts'
import { BackcourtError } from '../../errors.ts'
import type { ExportRequest } from '../../store/export.ts'
import type { Store } from '../../store/store.ts'
import { draftOf } from '../../whole-file.ts'
import type { CompletenessMembers, WrittenFile } from '../documents.ts'
import { formatOf, refuseToOverwrite, type TargetOptions } from '../export-target.ts'
import { holdStore } from '../hold-store.ts'
import { nearest } from '../nearest.ts'
import { withRange } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { askedRange, rangeIn } from '../range.ts'
import { completenessText, PERIODS, type Period } from '../render/completeness-report.ts'
import { count } from '../render/amounts.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'
import { writeExport } from '../write-export.ts'

/** `backcourt completeness`. */
export function addCompleteness(program: Program, session: Session): void {
  const verb = program
    .command('completeness')
    .summary('are the games that each window should hold known?')
    .description(
      'Looks, for every player and team before every game, whether the games of the windows behind it (last 5 and 10 games; 7, 14 and 30 days) are imported and built, and names those that are not. Games that somebody did not play are none of his. Changes nothing.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt completeness --store backcourt-demo/demo.duckdb',
        'backcourt completeness lebronjames --season 2021-22',
        'backcourt completeness --by week --store backcourt-demo/demo.duckdb',
        'backcourt completeness LAL --date 2021-11-10 --json',
        'backcourt completeness --season 2021-22 --out windows.parquet',
      ]),
    )
    .argument('[who]', 'a player or team: lebronjames, LAL')
    .addOption(new Option('--by <period>', 'also a grid: a line for each date or week, a share for each window').choices(PERIODS))
    .option('--out <file>', 'also write every window into a Parquet, CSV or JSON file, a row each')
    .option('--format <name>', 'with --out: parquet, csv or json, where the ending of the file does not tell')
    .option('--force', 'with --out: write over a file that exists')
  withRange(verb).action(async (who, options) => {
    const asked = askedRange(options, 'completeness')
    const target = targetOf(session, options)
    await session.run(() =>
      holdStore(session, target === undefined ? 'read' : { exportTo: target.draft.file }, async store => {
        const range = (await rangeIn(store, asked)) ?? (await usualRange(store))
        const told = await completenessOf(store, { range, who, by: options.by })
        return target === undefined ? told : withFile(told, await writeWindows(store, session, { range, who, target }), session)
      }),
    )
  })
}

interface WindowsFile extends Omit<ExportRequest, 'query'> {
  readonly draft: ReturnType<typeof draftOf>
}

/** Where the windows are to be written. Throws usage, bad_input. */
function targetOf(session: Session, options: Partial<TargetOptions>): WindowsFile | undefined {
  if (options.out === undefined) return undefined
  const named = { ...options, out: options.out }
  const file = session.pathOf(named.out)
  const format = formatOf(named)
  refuseToOverwrite(file, named)
  return { file, format, draft: draftOf(file, session.world) }
}

interface WindowsAsked {
  readonly range: DayRange
  readonly who: string | undefined
  readonly target: WindowsFile
}

async function writeWindows(store: Store, session: Session, { range, who, target }: WindowsAsked): Promise<WrittenFile> {
  const { exportWindows } = await import('../../check/completeness.ts')
  const entity = who === undefined ? undefined : await entityNamed(store, who)
  const rows = await writeExport(target.draft, session, file => exportWindows(store, { range, entity }, { file, format: target.format }))
  return { path: target.file, rows, bytes: statSync(target.file).size }
}

function withFile(told: Outcome<CompletenessMembers>, file: WrittenFile, session: Session): Outcome<CompletenessMembers> {
  const { members, text } = told
  return {
    ...told,
    members: { ...members, files: [file] },
    text: page => [...text(page), `${count(file.rows)} windows in ${session.shown(file.path)}`],
  }
}

/** First to last built date, else first to last date with box scores. Throws not_found where there is neither. */
export async function usualRange(store: Store): Promise<DayRange> {
  const [{ builtRange }, { playedRange }, { models }] = await Promise.all([
    import('../../check/built-range.ts'),
    import('../../change/calendar.ts'),
    import('../../nba/models/index.ts'),
  ])
  const range = (await builtRange(store, models)) ?? (await playedRange(store))
  if (range !== undefined) return range
  throw new BackcourtError('not_found', 'the store has no games that were played', { next: 'backcourt import PATH… with a schedule and box scores' })
}

/** What is looked at, and how it is told. */
export interface CompletenessAsked {
  readonly range: DayRange
  readonly who?: string | undefined
  readonly by?: Period | undefined
}

/** Looks, and tells what was found. */
export async function completenessOf(store: Store, { range, who, by }: CompletenessAsked): Promise<Outcome<CompletenessMembers>> {
  const { completeness } = await import('../../check/completeness.ts')
  const { goesOn } = await import('../../check/completeness-report.ts')
  const entity = who === undefined ? undefined : await entityNamed(store, who)
  const report = await completeness(store, { range, entity })
  const { windows, entities, by_date, gaps } = report
  const whole =
    entity === undefined ? by_date.every(date => date.incomplete + date.unknown === 0) : entities.every(({ state }) => state === 'complete')
  return {
    exitCode: whole ? 0 : 1,
    members: { windows, entities, by_date, gaps },
    warnings: [],
    text: page => completenessText(report, { entity, by }, page),
    next: whole ? undefined : goesOn(gaps),
  }
}

/** The tricode or lookup that was meant. Throws not_found. */
async function entityNamed(store: Store, typed: string): Promise<string> {
  const { playerLookup } = await import('../../nba/player-lookup.ts')
  const rows = await store.rows<{ name: string }>(`
    select home_team as name from nba_reference.game_states where ended_by is null
    union select away_team from nba_reference.game_states where ended_by is null
    union select player_lookup from nba_reference.player_identities where ended_by is null`)
  const names = rows.map(({ name }) => name)
  const found = [typed.toUpperCase(), playerLookup(typed)].find(name => names.includes(name))
  if (found !== undefined) return found
  const meant = nearest(playerLookup(typed), names)
  throw new BackcourtError('not_found', `no player or team "${typed}"`, {
    where: typed,
    next: meant === undefined ? 'a lookup as lebronjames, or a tricode as LAL' : `did you mean ${meant}?`,
  })
}
