import type { FormatsMembers } from '../documents.ts'
import type { Outcome, Page } from '../outcome.ts'
import { wrap } from '../render/layout.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt formats`. */
export function addFormats(program: Program, session: Session): void {
  program
    .command('formats')
    .summary('the files that import recognises, and by what')
    .description('Lists the formats that import recognises, by what, and which tables they fill.')
    .addHelpText('before', examples(['backcourt formats', 'backcourt formats --json']))
    .action(async () => {
      await session.run(formatsOutcome)
    })
}

async function formatsOutcome(): Promise<Outcome<FormatsMembers>> {
  const [{ formats }, { recognisedBy }, { qualifiedName }] = await Promise.all([
    import('../../feeds/index.ts'),
    import('../../feeds/format.ts'),
    import('../../table/source.ts'),
  ])
  const told = formats.map(format => ({
    name: format.name,
    recognised_by: recognisedBy(format),
    tables: [...new Set(format.parts.map(part => qualifiedName(part.target)))],
  }))
  return { exitCode: 0, members: { formats: told }, warnings: [], text: page => told.flatMap(format => formatText(format, page)) }
}

function formatText(format: FormatsMembers['formats'][number], page: Page): string[] {
  return [
    page.paint('bold', format.name),
    ...wrap(`recognised by ${format.recognised_by}`, { columns: page.columns, indent: '  ' }),
    ...wrap(`fills ${format.tables.join(', ')}`, { columns: page.columns, indent: '  ' }),
  ]
}
