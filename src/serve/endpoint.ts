import type { BackcourtError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { Answers } from './answers.ts'
import type { LastWhole } from './last-whole.ts'
import { readParameters, type Given, type Parameters } from './parameters.ts'

/** What came of a question: the members of its document, or lines of JSON. */
export interface Answer {
  readonly ok: boolean
  readonly members: object
  readonly warnings: readonly string[]
  readonly error?: object | undefined
  /** JSON lines, in the place of a document. */
  readonly lines?: readonly string[] | undefined
  /** A file to be kept, in the place of a document. */
  readonly file?: AnsweredFile | undefined
}

/** A file as an answer. */
export interface AnsweredFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** What was asked for: the name below `/api/`, and what was given. */
export interface Question {
  readonly name: string
  readonly search: URLSearchParams
}

/** What an address below `/api/` answers. */
export interface Endpoint {
  answer(question: Question, last: LastWhole): Promise<Answer>
}

/** How an answer, or the error in its place, is written as the `--json` document of its verb. */
export type WriteDocument = (command: string, told: Answer | BackcourtError) => string

/** An endpoint that reads the store on a line of its own; as long as the state is the same, what was asked before is answered without reading. */
export function reading<P extends Parameters>(parameters: P, answer: (store: Store, given: Given<P>) => Promise<Answer>): Endpoint {
  return {
    answer: async ({ name, search }, last) => {
      const given = readParameters(parameters, search)
      const { told, note } = await last.readKept(`${name} ${JSON.stringify(given)}`, store => answer(store, given))
      return noted(told, note)
    },
  }
}

/** Like `reading`, for what is not the same each time, or too large to be kept. */
export function readingAnew<P extends Parameters>(parameters: P, answer: (store: Store, given: Given<P>) => Promise<Answer>): Endpoint {
  return {
    answer: async ({ search }, last) => {
      const given = readParameters(parameters, search)
      return last.read(async ({ store, note }) => noted(await answer(store, given), note))
    },
  }
}

/** An endpoint that reads the store in an engine of its own. */
export function readingApart<P extends Parameters>(parameters: P, answer: (store: Store, given: Given<P>) => Promise<Answer>): Endpoint {
  return {
    answer: async ({ search }, last) => {
      const given = readParameters(parameters, search)
      return last.readApart(async ({ store, note }) => noted(await answer(store, given), note))
    },
  }
}

/** Answers that need no store and so are always the same. */
const TOLD_KEPT = 32

/** An endpoint that needs no store: what was asked before is not put together again. */
export function telling<P extends Parameters>(parameters: P, answer: (given: Given<P>) => Promise<Answer>): Endpoint {
  const kept = new Answers(TOLD_KEPT)
  return {
    answer: async ({ search }) => {
      const given = readParameters(parameters, search)
      return kept.take(JSON.stringify(given), () => answer(given))
    },
  }
}

/** The answer of a view of the page. */
export function found(members: object): Answer {
  return { ok: true, members, warnings: [] }
}

/** An answer, and before its warnings that it is not how the store stands now. */
export function noted(told: Answer, note: string | undefined): Answer {
  return note === undefined ? told : { ...told, warnings: [note, ...told.warnings] }
}
