import { BackcourtError } from '../errors.ts'

const READING = new Set(['select', 'with', 'from', 'values', 'table', 'describe', 'desc', 'show', 'explain', 'summarize', 'pivot', 'unpivot'])

/** Whatever can hide a semicolon or a keyword: comments, quoted text, quoted names, dollar-quoted text. */
const HIDING = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/g

/** One statement that only reads, without its closing semicolon. Throws `usage` on anything else. */
export function readStatement(typed: string): string {
  const bare = typed.replaceAll(HIDING, hidden => (hidden.startsWith('--') || hidden.startsWith('/*') ? ' ' : 'x'))
  const statements = bare.split(';').filter(statement => statement.trim() !== '')
  if (statements.length > 1) throw refused('expected one statement', `got ${statements.length}`)
  const keyword = /^[\s(]*([a-z_]+)/i.exec(bare)?.[1]?.toLowerCase()
  if (keyword === undefined) throw refused('expected a statement', 'got none')
  if (!READING.has(keyword)) throw refused('expected a statement that reads', `got ${keyword.toUpperCase()}`)
  return typed.replace(/(?:\s|;|--[^\n]*(?:\n|$))+$/, '')
}

/** Whether the engine can be asked for the columns of the statement before it runs. */
export function isQuery(statement: string): boolean {
  return !/^\s*(?:describe|desc|show|explain|summarize)\b/i.test(statement)
}

function refused(expected: string, got: string): BackcourtError {
  return new BackcourtError('usage', `${expected}, ${got}`, {
    where: 'sql',
    next: 'the store is open for reading only: SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN',
  })
}
