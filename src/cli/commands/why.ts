import { parseDay } from '../../calendar.ts'
import type { RowHistory, RowName } from '../../ledger/row-history.ts'
import { BackcourtError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import type { Model } from '../../table/model.ts'
import type { WhyMembers } from '../documents.ts'
import { holdStore } from '../hold-store.ts'
import { tableNamed } from '../names.ts'
import { nearest } from '../nearest.ts'
import type { Outcome } from '../outcome.ts'
import { whyText } from '../render/why-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt why`. */
export function addWhy(program: Program, session: Session): void {
  program
    .command('why')
    .summary('history of a row, field by field, down to the imported file')
    .description(
      'Tells each change of a row of an analytics table, newest first: the run, the fields before and after, and the imported rows behind it.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt why togs 2021-10-19/ATL --store backcourt-demo/demo.duckdb',
        'backcourt why player_game_summary 2021-11-10/lebronjames --json',
      ]),
    )
    .argument('<table>', 'an analytics table: name, beginning or initials')
    .argument('<key>', 'DATE/KEY: 2021-11-10/lebronjames, 2021-11-10/LAL')
    .action(async (typed, key) => {
      const { models } = await import('../../nba/models/index.ts')
      const name = rowNamed(tableNamed(typed, models), key)
      await session.run(() => holdStore(session, 'read', store => whyOf(store, name)))
    })
}

/** The row that was meant. Throws usage. */
export function rowNamed(model: Model, typed: string): RowName {
  const [date = '', who = '', ...rest] = typed.split('/')
  const player = model.grain.includes('player_lookup')
  if (who === '' || rest.length > 0) {
    throw new BackcourtError('usage', `KEY: expected DATE/${player ? 'PLAYER' : 'TEAM'}, got "${typed}"`, {
      where: typed,
      next: `backcourt why ${model.initials} 2021-11-10/${player ? 'lebronjames' : 'LAL'}`,
    })
  }
  return { model, date: parseDay(date, 'KEY'), who: player ? who.toLowerCase() : who.toUpperCase() }
}

/** The history of a row. Throws not_found. */
export async function whyOf(store: Store, name: RowName): Promise<Outcome<WhyMembers>> {
  const { rowHistory } = await import('../../ledger/row-history.ts')
  const history = await rowHistory(store, name)
  if (history.entries.length === 0) throw await unknownRow(store, name)
  return { exitCode: 0, members: whyMembers(name, history), warnings: [], text: page => whyText(name, history, page) }
}

function whyMembers({ model, date, who }: RowName, { current, entries }: RowHistory): WhyMembers {
  return {
    table: `nba_analytics.${model.name}`,
    key: `${date}/${who}`,
    hash: current?.hash ?? null,
    recipe: current?.recipe ?? null,
    history: entries.map(({ run, at, kind, fields, causes }) => ({
      run,
      at,
      kind,
      fields,
      reasons: [...new Set(causes.map(cause => cause.why))],
      causes: causes.flatMap(({ table, key, file, row }) => (table === null || key === null ? [] : [{ table, key, file, row }])),
    })),
  }
}

async function unknownRow(store: Store, { model, date, who }: RowName): Promise<BackcourtError> {
  const { namesOn } = await import('../../ledger/row-history.ts')
  const names = await namesOn(store, model, date)
  const meant = nearest(who, names)
  const next =
    names.length === 0
      ? `the table has no row of ${date}; backcourt coverage --date ${date} tells what it should have`
      : meant === undefined
        ? `backcourt sql "from nba_analytics.${model.name} where game_date = '${date}'" shows the ${names.length} rows of that date`
        : `did you mean ${date}/${meant}?`
  return new BackcourtError('not_found', `nba_analytics.${model.name} has and had no row ${date}/${who}`, { where: `${date}/${who}`, next })
}
