import type { Answer } from './network.ts'
import { KINDS, type Resource } from './resources.ts'

/** How a game stands in its box score. */
export type GameState = 'scheduled' | 'running' | 'final'

/** What an answer turned out to be. `cut` may be whole the next time. */
export type Body = { readonly kind: 'good'; readonly state: GameState | undefined } | { readonly kind: 'cut' | 'wrong'; readonly why: string }

const FIRST_LINE = 120

/** Whether the body of an answer is all of what was asked for. */
export function examineBody(resource: Resource, { body }: Answer): Body {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  if (/^\s*</.test(text)) return { kind: 'wrong', why: `an HTML page came in its place: ${firstLine(text)}` }
  return KINDS[resource.kind].member === undefined ? examinePdf(body, text) : examineJson(resource, text)
}

function examinePdf(body: Uint8Array, text: string): Body {
  if (!text.startsWith('%PDF-')) return { kind: 'wrong', why: `expected a PDF, found ${firstLine(text)}` }
  const end = Buffer.from(body.slice(-1024)).toString('latin1')
  return end.includes('%%EOF') ? { kind: 'good', state: undefined } : { kind: 'cut', why: `the PDF breaks off after ${body.byteLength} bytes` }
}

interface Document {
  readonly game?: { readonly gameId?: unknown; readonly gameStatus?: unknown }
  readonly [member: string]: unknown
}

function examineJson({ kind, game }: Resource, text: string): Body {
  const document = parsed(text)
  if (document === undefined) return { kind: 'cut', why: `the JSON breaks off or is none, after ${text.length} characters: ${firstLine(text)}` }
  const [outer = '', inner = ''] = KINDS[kind].member ?? []
  const within = document?.[outer]
  if (typeof within !== 'object' || within === null || !(inner in within))
    return { kind: 'wrong', why: `expected JSON with ${outer}.${inner}, found ${firstLine(text)}` }
  if (game !== undefined && document?.game?.gameId !== game)
    return { kind: 'wrong', why: `expected game ${game}, found ${String(document?.game?.gameId)}` }
  return { kind: 'good', state: kind === 'box score' ? stateOf(document?.game?.gameStatus) : undefined }
}

/** Undefined for text that is no JSON. */
function parsed(text: string): Document | null | undefined {
  try {
    return JSON.parse(text) as Document | null
  } catch {
    return undefined
  }
}

function stateOf(status: unknown): GameState {
  return status === 3 ? 'final' : status === 2 ? 'running' : 'scheduled'
}

function firstLine(text: string): string {
  const line = text.trim().split(/[\r\n]/, 1)[0] ?? ''
  if (line === '') return 'nothing'
  return line.length > FIRST_LINE ? `${line.slice(0, FIRST_LINE)}…` : line
}
