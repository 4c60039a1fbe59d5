import { BackcourtError } from '../../errors.ts'
import type { FormatDocument, FormatsMembers } from '../definition-documents.ts'
import { nearest } from '../nearest.ts'
import type { Outcome, Page } from '../outcome.ts'
import { layOutProse, wrap } from '../render/layout.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt formats`. */
export function addFormats(program: Program, session: Session): void {
  program
    .command('formats')
    .summary('the files that import recognises, and what it reads of them')
    .description(
      'Lists the formats that import recognises, by what, and which tables they fill; with the name of one also the columns that it reads.',
    )
    .addHelpText('before', examples(['backcourt formats', 'backcourt formats leaguegamelog players', 'backcourt formats --json']))
    .argument('[name...]', 'a format, or words of its name')
    .action(async words => {
      await session.run(() => formatsOutcome(words.join(' ')))
    })
}

/** The formats that import recognises; of one that is named, the columns too. */
export async function formatsOutcome(typed: string): Promise<Outcome<FormatsMembers>> {
  const [{ formats }, { recognisedBy }, { columnsOf }, { qualifiedName }] = await Promise.all([
    import('../../feeds/index.ts'),
    import('../../feeds/format.ts'),
    import('../../feeds/format-columns.ts'),
    import('../../table/source.ts'),
  ])
  const told = formatsNamed(typed, formats).map(format => ({
    name: format.name,
    recognised_by: recognisedBy(format),
    tables: [...new Set(format.parts.map(part => qualifiedName(part.target)))],
    ...(typed === '' ? {} : { columns: columnsOf(format) }),
  }))
  return { exitCode: 0, members: { formats: told }, warnings: [], text: page => told.flatMap(format => formatText(format, page)) }
}

/** The formats that were meant: the one of that name, else those whose names have all the words. Throws `unknown_name`. */
function formatsNamed<T extends { readonly name: string }>(typed: string, formats: readonly T[]): readonly T[] {
  const asked = typed.toLowerCase()
  const exact = formats.filter(({ name }) => name.toLowerCase() === asked)
  if (exact.length > 0) return exact
  const words = asked.split(/[\s,]+/)
  const found = formats.filter(({ name }) => words.every(word => name.toLowerCase().includes(word)))
  if (found.length > 0) return found
  const meant = nearest(
    typed,
    formats.map(({ name }) => name),
  )
  throw new BackcourtError('unknown_name', `no format named "${typed}"`, {
    where: typed,
    next: meant === undefined ? 'backcourt formats lists them' : `did you mean ${meant}?`,
  })
}

function formatText(format: FormatDocument, page: Page): string[] {
  return [
    page.paint('bold', format.name),
    ...wrap(`recognised by ${format.recognised_by}`, { columns: page.columns, indent: '  ' }),
    ...wrap(`fills ${format.tables.join(', ')}`, { columns: page.columns, indent: '  ' }),
    ...columnLines(format, page),
  ]
}

function columnLines({ columns }: FormatDocument, page: Page): string[] {
  if (columns === undefined) return []
  const rows = columns.map(({ name, needed, meaning }) => [`  ${name}`, needed ? 'needed' : 'may be missing', meaning])
  const [heading = '', ...lines] = layOutProse([{ title: '  column' }, { title: '' }, { title: 'what it says' }], rows, page.columns)
  return ['', page.paint('dim', heading), ...lines]
}
