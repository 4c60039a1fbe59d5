import type { DayRange } from '../../calendar.ts'
import { BackcourtError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import type { CompletenessMembers } from '../documents.ts'
import { holdStore } from '../hold-store.ts'
import { nearest } from '../nearest.ts'
import { withRange } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { askedRange, rangeIn } from '../range.ts'
import { completenessText } from '../render/completeness-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

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
        'backcourt completeness LAL --date 2021-11-10 --json',
      ]),
    )
    .argument('[who]', 'a player or team: lebronjames, LAL')
  withRange(verb).action(async (who, options) => {
    const asked = askedRange(options, 'completeness')
    await session.run(() =>
      holdStore(session, 'read', async store => completenessOf(store, (await rangeIn(store, asked)) ?? (await usualRange(store)), who)),
    )
  })
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

/** Looks, and tells what was found. */
export async function completenessOf(store: Store, range: DayRange, who: string | undefined): Promise<Outcome<CompletenessMembers>> {
  const { completeness } = await import('../../check/completeness.ts')
  const entity = who === undefined ? undefined : await entityNamed(store, who)
  const report = await completeness(store, { range, entity })
  const { windows, entities, by_date, gaps } = report
  const whole =
    entity === undefined ? by_date.every(date => date.incomplete + date.unknown === 0) : entities.every(({ state }) => state === 'complete')
  const unbuilt = gaps.filter(({ status }) => status === 'no row').map(({ date }) => date)
  return {
    exitCode: whole ? 0 : 1,
    members: { windows, entities, by_date, gaps },
    warnings: [],
    text: page => completenessText(report, entity, page),
    next: whole ? undefined : unbuilt.length === gaps.length && unbuilt.length > 0 ? backfillOf(unbuilt) : 'import PATH…',
  }
}

function backfillOf(dates: readonly string[]): string {
  const ordered = dates.toSorted()
  return `backfill --start-date ${ordered[0] ?? ''} --end-date ${ordered.at(-1) ?? ''}`
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
