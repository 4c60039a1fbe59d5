import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { BackcourtError, QueryError } from '../../errors.ts'
import { noted, readingApart, type Endpoint } from '../../serve/endpoint.ts'
import { choice, readParameters, text } from '../../serve/parameters.ts'
import { exportRows } from '../../store/export.ts'
import type { Store } from '../../store/store.ts'
import { rowsOf } from '../commands/sql.ts'
import { isQuery, readStatement } from '../read-statement.ts'
import { answerOf } from './verbs.ts'

const ROWS = 1000
const ROWS_IN_A_FILE = 200_000
const SECONDS = 10

/** One statement that reads, within limits of time and rows: in an engine that can neither write nor reach a file, and that ends with it. */
export const sqlEndpoint: Endpoint = readingApart({ statement: text() }, async (store, { statement }) => {
  const read = readStatement(statement)
  return limited(store, async () => answerOf(await rowsOf(store, read, ROWS)))
})

const EXPORTED = { statement: text(), format: choice('csv', 'parquet') } as const

const TYPES = { csv: 'text/csv; charset=utf-8', parquet: 'application/vnd.apache.parquet' } as const

/** The same as a file: the engine may write that one file, and nothing else. */
export const exportedEndpoint: Endpoint = {
  answer: async ({ search }, last) => {
    const { statement, format } = readParameters(EXPORTED, search)
    const read = readStatement(statement)
    if (!isQuery(read))
      throw new BackcourtError('usage', 'statement: expected a query, whose rows can be written', {
        where: 'statement',
        next: 'SELECT, WITH, FROM or VALUES',
      })
    mkdirSync(last.folder, { recursive: true, mode: 0o700 })
    const folder = mkdtempSync(path.join(last.folder, 'rows-'))
    const file = path.join(folder, `rows.${format}`)
    try {
      return await last.readApart(async ({ store, note }) => {
        const query = `select * from (${read}\n) as asked limit ${ROWS_IN_A_FILE}`
        await limited(store, () => exportRows(store, { query, file, format }))
        return noted({ ok: true, members: {}, warnings: [], file: { name: `rows.${format}`, type: TYPES[format], bytes: readFileSync(file) } }, note)
      }, file)
    } catch (error) {
      if (error instanceof QueryError) throw new BackcourtError('query_failed', error.message, { where: 'statement', cause: error })
      throw error
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function limited<T>(store: Store, work: () => Promise<T>): Promise<T> {
  let late = false
  const clock = setTimeout(() => {
    late = true
    store.interrupt()
  }, SECONDS * 1000)
  try {
    return await work()
  } catch (error) {
    if (!late) throw error
    throw new BackcourtError('query_failed', `the statement took longer than ${SECONDS} s`, {
      where: 'statement',
      next: 'ask for less, or run it with backcourt sql',
      cause: error,
    })
  } finally {
    clearTimeout(clock)
  }
}
