import { createHash } from 'node:crypto'
import type { Dialect, Span } from '../sql/dialect.ts'
import { compileModel } from '../table/compile.ts'
import type { Model } from '../table/model.ts'

const ANY_SPAN: Span = { firstDay: '2000-01-01', lastDay: '2000-01-01', firstSeason: 2000, lastSeason: 2000 }

/** 16 hex digits that change with what a model computes: a digest of its statement without comments and layout. */
export function fingerprint(model: Model, dialect: Dialect): string {
  return digestOf(withoutLayout(compileModel(model, { dialect, span: ANY_SPAN })))
}

function digestOf(statement: string): string {
  return createHash('sha256').update(statement).digest('hex').slice(0, 16)
}

/** SQL text without comments and with one space where there was white space; what stands in quotes stays as it is. */
export function withoutLayout(statement: string): string {
  return statement.replaceAll(/('(?:''|[^'])*')|(?! [^\s/-])(?:--[^\n]*|\/\*[^]*?\*\/|\s+)+/g, (_, quoted?: string) => quoted ?? ' ').trim()
}
