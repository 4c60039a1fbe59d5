import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXIT_CODES } from '../src/cli/exit-codes.ts'
import { createProgram } from '../src/cli/program.ts'
import { models } from '../src/nba/models/index.ts'
import { fakeWorld } from './cli/fake-world.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const WRITTEN = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].filter(name => existsSync(path.join(ROOT, name)))
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8')

const { program } = createProgram(fakeWorld({ cwd: ROOT }))
const verbs = new Map(program.commands.map(verb => [verb.name(), verb]))
const everywhere = [...program.options.flatMap(option => [option.long, option.short]), '--help', '-h']

interface CommandLine {
  readonly verb: string
  readonly options: readonly string[]
}

/** The `backcourt …` command lines of a document: in code blocks and in inline code, outside of quoted SQL. */
function commandLines(text: string): CommandLine[] {
  const code = [...text.matchAll(/```[^\n]*\n([\s\S]*?)```|`([^`\n]+)`/g)].flatMap(match => (match[1] ?? match[2] ?? '').split('\n'))
  return code.flatMap(line => {
    const bare = line.replace(/\s#.*$/, '').replaceAll(/"[^"]*"|'[^']*'/g, 'quoted')
    const match = /(?:^|[\s$(])(?:npx |npm run (?:-s |--silent )?)?backcourt (?:-- )?([a-z]+)\b(.*)$/.exec(bare)
    return match ? [{ verb: match[1] ?? '', options: (match[2] ?? '').match(/(?<=\s)--?[a-z][\w-]*/g) ?? [] }] : []
  })
}

describe.each(WRITTEN)('%s', name => {
  const text = read(name)

  it('names only verbs that exist', () => {
    expect(commandLines(text).filter(({ verb }) => !verbs.has(verb) && verb !== 'help')).toEqual([])
  })

  it('names only options that their verb has', () => {
    const wrong = commandLines(text).flatMap(({ verb, options }) => {
      const known = new Set([...everywhere, ...(verbs.get(verb)?.options.flatMap(option => [option.long, option.short]) ?? [])])
      return options.filter(option => !known.has(option)).map(option => `backcourt ${verb} ${option}`)
    })
    expect(wrong).toEqual([])
  })

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
    const named = [...text.matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)].map(match => match[1] ?? '')
    expect(named.filter(script => !(script in scripts))).toEqual([])
  })

  it('links only to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(match => match[1] ?? '')
    expect(links.filter(link => !existsSync(path.join(ROOT, link)))).toEqual([])
  })
})

describe('README.md', () => {
  it('shows every verb', () => {
    const text = read('README.md')
    expect([...verbs.keys()].filter(verb => !new RegExp(`\\b${verb}\\b`).test(text))).toEqual([])
  })

  it('names every table', () => {
    const text = read('README.md')
    expect(models.filter(model => !text.includes(model.name)).map(model => model.name)).toEqual([])
  })
})

describe('ARCHITECTURE.md', () => {
  it('names only files of src that exist', () => {
    const named = [...read('ARCHITECTURE.md').matchAll(/`((?:[a-z-]+\/)+(?:[\w.-]+\.ts)?)`/g)].map(match => match[1] ?? '')
    expect(named.filter(file => !existsSync(path.join(ROOT, 'src', file)) && !existsSync(path.join(ROOT, file)))).toEqual([])
  })
})

describe('--help', () => {
  it('prints every exit code', async () => {
    const { out } = await fakeWorld({ cwd: ROOT }).run('--help')
    for (const [code, meaning] of Object.entries(EXIT_CODES)) expect(out).toContain(`${code}  ${meaning}`)
  })
})
