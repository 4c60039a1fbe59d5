import { createHash } from 'node:crypto'
import type { Dialect, Span } from '../sql/dialect.ts'
import { compileModel } from '../table/compile.ts'
import type { Model } from '../table/model.ts'

const ANY_SPAN: Span = { firstDay: '2000-01-01', lastDay: '2000-01-01', firstSeason: 2000, lastSeason: 2000 }

/** 16 hex digits that change with what a model computes: a digest of its statement without comments and layout. */
export function fingerprint(model: Model, dialect: Dialect): string {
  const statement = withoutLayout(compileModel(model, { dialect, span: ANY_SPAN }))
  return createHash('sha256').update(statement).digest('hex').slice(0, 16)
}

/** SQL text without comments and with one space where there was white space; what stands in quotes stays as it is. */
export function withoutLayout(statement: string): string {
  const tokens = statement.match(/'(?:''|[^'])*'|--[^\n]*|\/\*[^]*?\*\/|\s+|[^\s'/-]+|[/-]/g) ?? []
  let text = ''
  for (const token of tokens) {
    const blank = /^(?:--|\/\*|\s)/.test(token)
    if (!blank) text += token
    else if (!text.endsWith(' ')) text += ' '
  }
  return text.trim()
}
