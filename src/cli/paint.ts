import { styleText } from 'node:util'
import type { Stream, World } from './world.ts'

/** Styles that the command line uses. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan'

/** Text in a style, or the text alone where colours are not wanted. */
export type Paint = (style: Style, text: string) => string

/** How to paint on a stream: plainly in a pipe and under NO_COLOR. */
export function paintFor(stream: Stream, env: World['env']): Paint {
  const colours = stream.isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
  return colours ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text
}
