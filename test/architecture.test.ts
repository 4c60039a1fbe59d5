import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { sources } from '../src/nba/sources/index.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const BANNED_NAMES = /^(?:utils?|helpers?|common|lib|misc|shared-utils)\.ts$/
/** The page runs in a browser, whose clock and network are its world. */
const IN_THE_BROWSER = 'page/'
const OPEN_TO_ALL = new Set(['calendar.ts', 'errors.ts'])

/** Packages and Node modules, and which parts of src may import them. A package that is not listed may be imported by nobody. */
const OUTSIDE: Readonly<Record<string, readonly RegExp[]>> = {
  '@duckdb/node-api': [/^store\//],
  '@google-cloud/bigquery': [/^store\/bigquery\//],
  'google-auth-library': [/^store\/bigquery\//],
  '@commander-js/extra-typings': [/^cli\//],
  commander: [/^cli\//],
  saxes: [/^import\//],
  unpdf: [/^import\//],
  preact: [/^page\//],
  'preact/hooks': [/^page\//],
  '@preact/signals': [/^page\//],
  yaml: [/^import\//],
  zod: [/^import\//, /^cli\//],
  'node:buffer': [/^import\//],
  'node:child_process': [/^cli\/process-world\.ts$/],
  'node:crypto': [/^fetch\//, /^import\//, /^change\//, /^table\//, /^store\//, /^serve\//, /^cli\/served\//, /^cli\/commands\/publish\.ts$/],
  'node:events': [/^import\//],
  'node:fs': [/^fetch\//, /^cli\//, /^import\//, /^serve\//, /^store\//, /^whole-file\.ts$/, /^simulate\/write-files\.ts$/],
  'node:fs/promises': [/^fetch\//, /^cli\//, /^import\//, /^store\/duckdb\//, /^whole-file\.ts$/, /^simulate\/write-files\.ts$/],
  'node:https': [/^cli\/ask-host\.ts$/],
  'node:http': [/^cli\/ask-host\.ts$/, /^serve\//],
  'node:module': [/^store\/duckdb\/driver\.ts$/],
  'node:os': [/^import\//, /^store\//, /^cli\/process-world\.ts$/],
  'node:path': [/^fetch\//, /^cli\//, /^import\//, /^serve\//, /^store\//, /^whole-file\.ts$/, /^simulate\/write-files\.ts$/],
  'node:stream': [/^import\//, /^serve\/dropped-files\.ts$/],
  'node:stream/promises': [/^import\//, /^serve\/dropped-files\.ts$/],
  'node:timers': [/^store\//],
  'node:timers/promises': [/^store\//],
  'node:url': [/^cli\//],
  'node:util': [/^cli\//, /^import\//],
  'node:zlib': [/^cli\/ask-host\.ts$/, /^fetch\//, /^import\//, /^simulate\/write-files\.ts$/],
}

interface SourceFile {
  /** Path below src, with forward slashes. */
  readonly file: string
  /** `sql/` for files of a folder, `calendar.ts` for files beside them. */
  readonly part: string
  readonly tree: ts.SourceFile
  readonly imports: readonly string[]
  /** Those that are still there when the types are gone. */
  readonly runtimeImports: readonly string[]
}

const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map(file => file.replaceAll(path.sep, '/'))
  .filter(file => /\.tsx?$/.test(file))
  .map(readSource)

function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(ROOT, 'src', file), 'utf8')
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)
  const imports: string[] = []
  const runtimeImports: string[] = []
  visit(tree, node => {
    const from = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : dynamicImport(node)
    if (!from || !ts.isStringLiteral(from)) return
    imports.push(from.text)
    if (!isTypeOnly(node)) runtimeImports.push(from.text)
  })
  return { file, part: partOf(file), tree, imports, runtimeImports }
}

function dynamicImport(node: ts.Node): ts.Node | undefined {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node)
  ts.forEachChild(node, child => visit(child, see))
}

function partOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/') + 1) : file
}

function targetOf({ file }: SourceFile, specifier: string): string {
  return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
}

/** The folder table of ARCHITECTURE.md: which part may import which. */
function allowedImports(): Map<string, ReadonlySet<string>> {
  const table = readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8').split('\n## Folders')[1]?.split('\n## ')[0] ?? ''
  const rows = table.split('\n').filter(line => line.startsWith('| `'))
  const parts = rows.flatMap(row => namesIn(cells(row)[0]))
  const allowed = new Map<string, ReadonlySet<string>>()
  for (const row of rows) {
    const [own, , may = ''] = cells(row)
    const named = namesIn(may).map(name => parts.find(part => part === name || part === `${name}/`) ?? `unknown ${name}`)
    const all = parts.filter(part => !named.includes(part))
    const list = may.startsWith('all') ? all : may.startsWith('each other') ? namesIn(own) : named
    for (const part of namesIn(own)) allowed.set(part, new Set([...list, part, ...OPEN_TO_ALL]))
  }
  return allowed
}

function cells(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim())
}

function namesIn(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
}

const allowed = allowedImports()

describe('ARCHITECTURE.md', () => {
  it('has a row for every folder and file of src, and none for what does not exist', () => {
    expect([...allowed.keys()].toSorted()).toEqual([...new Set(files.map(file => file.part))].toSorted())
  })

  it('names only folders that exist', () => {
    expect([...allowed.values()].flatMap(parts => [...parts]).filter(part => part.startsWith('unknown'))).toEqual([])
  })
})

describe('imports', () => {
  it.each([...allowed.keys()])('%s imports what its row allows', part => {
    const own = files.filter(file => file.part === part)
    const wrong = own.flatMap(file =>
      file.imports
        .filter(specifier => specifier.startsWith('.'))
        .map(specifier => targetOf(file, specifier))
        .filter(target => target !== '../package.json' && !allowed.get(part)?.has(partOf(target)))
        .map(target => `${file.file} must not import ${target} (see the folder table of ARCHITECTURE.md)`),
    )
    expect(wrong).toEqual([])
  })

  it('leave the folder only where the package is at home', () => {
    const wrong = files.flatMap(({ file, imports }) =>
      imports
        .filter(specifier => !specifier.startsWith('.') && !OUTSIDE[specifier]?.some(home => home.test(file)))
        .map(specifier => `${file} must not import ${specifier}`),
    )
    expect(wrong).toEqual([])
  })

  it('never run in circles', () => {
    expect(circles()).toEqual([])
  })
})

/** Files that reach themselves through imports, each circle once. */
function circles(): string[] {
  const graph = new Map(
    files.map(file => [file.file, file.runtimeImports.filter(specifier => specifier.startsWith('.')).map(specifier => targetOf(file, specifier))]),
  )
  const done = new Set<string>()
  const found: string[] = []
  function follow(file: string, trail: readonly string[]): void {
    if (trail.includes(file)) found.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
    if (trail.includes(file) || done.has(file)) return
    for (const next of graph.get(file) ?? []) follow(next, [...trail, file])
    done.add(file)
  }
  for (const file of graph.keys()) follow(file, [])
  return found
}

/** What a file takes from the world without being given it. */
function worldly({ tree }: SourceFile): string[] {
  const found: string[] = []
  visit(tree, node => {
    if (ts.isIdentifier(node) && ['process', 'console', 'fetch', 'globalThis'].includes(node.text) && isFree(node)) found.push(node.text)
    if (ts.isPropertyAccessExpression(node) && /^(?:Date\.now|Math\.random|performance\.now)$/.test(node.getText())) found.push(node.getText())
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) found.push('new Date()')
  })
  return found
}

/** Whether an identifier is a name of its own and not a member of something. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  return !ts.isPropertyAssignment(parent) && !ts.isPropertySignature(parent) && !ts.isMethodDeclaration(parent)
}

describe('src', () => {
  it('takes clock, chance, process, terminal and network from nobody but cli/', () => {
    const wrong = files
      .filter(({ part }) => part !== 'cli/' && part !== IN_THE_BROWSER)
      .flatMap(file => worldly(file).map(what => `${file.file} uses ${what}`))
    expect(wrong).toEqual([])
  })

  it('keeps the process in two files of cli/', () => {
    const wrong = files
      .filter(({ file }) => file.startsWith('cli/') && file !== 'cli/bin.ts' && file !== 'cli/process-world.ts')
      .flatMap(file => worldly(file).map(what => `${file.file} uses ${what}`))
    expect(wrong).toEqual([])
  })

  it('has no file whose name says nothing', () => {
    expect(files.map(({ file }) => file).filter(file => BANNED_NAMES.test(path.posix.basename(file)))).toEqual([])
  })

  it('has no `any`', () => {
    const wrong = files.filter(({ tree }) => {
      let found = false
      visit(tree, node => {
        found ||= node.kind === ts.SyntaxKind.AnyKeyword
      })
      return found
    })
    expect(wrong.map(({ file }) => file)).toEqual([])
  })

  it('says above every export of cli/ what it promises', () => {
    const silent = files
      .filter(({ part }) => part === 'cli/')
      .flatMap(({ file, tree }) => tree.statements.filter(isSilentExport).map(statement => `${file}: ${statement.getText().split('\n')[0] ?? ''}`))
    expect(silent).toEqual([])
  })
})

/** Texts of a file as they stand in literals and templates, comments left out. */
function textsOf({ tree }: SourceFile): string[] {
  const texts: string[] = []
  visit(tree, node => {
    if (ts.isImportDeclaration(node.parent ?? node)) return
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) texts.push(node.text)
  })
  return texts
}

/** Those who only look at a store as it stands, and tell people the queries by which they looked: the page, the hand-off note, the doctor. */
function isLookingOn(file: string): boolean {
  return /^(serve\/views\/|check\/(hand-off|store-contents|examine-(tables|contents))|cli\/(examine-store|commands\/completeness)\.ts)/.test(file)
}

/** Which version the layout of a store has is written down before the ledger is there, and steps between versions name tables as they were. */
const LAYOUT = new Set(['store/schema.ts', 'store/migrations.ts'])

describe('names of tables in SQL', () => {
  it('are those of the ledger only in ledger/', () => {
    const wrong = files
      .filter(({ file, part }) => part !== 'ledger/' && !LAYOUT.has(file) && !isLookingOn(file))
      .flatMap(file =>
        textsOf(file)
          .filter(text => text.includes('nba_processing.'))
          .map(text => `${file.file}: ${text.trim().slice(0, 80)}`),
      )
    expect(wrong).toEqual([])
  })

  it('are those of raw tables only where these are declared', () => {
    const words = new RegExp(`\\b(?:${sources.map(({ name }) => name).join('|')})\\b`)
    const wrong = files
      .filter(
        ({ file, part }) => !file.startsWith('nba/sources/') && part !== 'feeds/' && part !== 'simulate/' && !EXAMPLES.has(file) && !LAYOUT.has(file),
      )
      .flatMap(file =>
        textsOf(file)
          .filter(text => words.test(text))
          .map(text => `${file.file}: ${text.trim().slice(0, 80)}`),
      )
    expect(wrong).toEqual([])
  })

  it('are those of tables that follow from them only where these are declared', () => {
    const wrong = files
      .filter(({ file }) => file !== 'nba/game-states.ts' && file !== 'nba/player-identities.ts' && !LAYOUT.has(file) && !isLookingOn(file))
      .flatMap(file =>
        textsOf(file)
          .filter(text => /nba_reference\.\w/.test(text))
          .map(text => `${file.file}: ${text.trim().slice(0, 80)}`),
      )
    expect(wrong).toEqual([])
  })

  it('of change/ and nba/ are of no engine', () => {
    const wrong = files
      .filter(({ part }) => part === 'change/' || part === 'nba/')
      .flatMap(file =>
        textsOf(file)
          .filter(text => OF_DUCKDB.test(text))
          .map(text => `${file.file}: ${OF_DUCKDB.exec(text)?.[0]}`),
      )
    expect(wrong).toEqual([])
  })
})

describe('a raw table', () => {
  const importers = (target: string): string[] =>
    files.filter(file => file.imports.some(specifier => targetOf(file, specifier) === target)).map(({ file }) => file)

  it.each(sources.map(({ name }) => [name]))('%s takes one file, a line in the list, and formats that fill it', name => {
    const declaration = `nba/sources/${name.replaceAll('_', '-')}.ts`
    const [formats, others] = [importers(declaration).filter(isFormat), importers(declaration).filter(file => !isFormat(file))]
    expect(others).toEqual(['nba/sources/index.ts'])
    expect(formats.length).toBeGreaterThan(0)
    expect(formats.flatMap(listedBy)).not.toContain('nowhere')
  })

  /** Where a format stands in the list of all, itself or through formats that it is a part of. */
  function listedBy(format: string): string[] {
    const by = importers(format)
    return by.length === 0 ? ['nowhere'] : by.flatMap(file => (file === 'feeds/index.ts' ? [file] : listedBy(file)))
  }

  function isFormat(file: string): boolean {
    return file.startsWith('feeds/')
  }
})

/** Keys of raw rows in the examples of a help text. */
const EXAMPLES = new Set(['cli/commands/remove.ts'])

/** What DuckDB alone understands: its functions on lists, its names of types, and forms that others spell differently. */
const OF_DUCKDB =
  /\b(?:list_\w+|arg_(?:min|max)|array_to_string|parse_filename|generate_series|strftime|hugeint|bigint|varchar|temp\.\w+|group by all|(?:all|insert into \S+) by name|lambda)\b|\bunnest\(|\bfilter \(where/i

function isSilentExport(statement: ts.Statement): boolean {
  const exported =
    ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(modifier => modifier.kind === ts.SyntaxKind.ExportKeyword) === true
  return exported && ts.getJSDocCommentsAndTags(statement).length === 0
}
