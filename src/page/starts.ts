import { signal, type ReadonlySignal } from '@preact/signals'
import type { BackfillMembers, DemoMembers, ErrorMember, ImportMembers, PlanMembers } from '../cli/documents.ts'
import { NO_ANSWER, type Envelope } from './document.ts'
import { live } from './live.ts'
import { withGiven } from './route.ts'
import { token } from './token.ts'

/** The documents of the verbs that can be started here; of one that failed, what it has none the less. */
interface Came {
  readonly plan: PlanMembers
  readonly backfill: BackfillMembers
  readonly retry: BackfillMembers
  readonly import: ImportMembers
  readonly demo: DemoMembers
}

export type Verb = keyof Came

type ByVerb = { readonly [V in Verb]: { readonly verb: V; readonly document: (Envelope & Partial<Came[V]>) | undefined } }

/** What was started here last: what it is about, and, once it has ended, what came of it. */
export type Started = ByVerb[Verb] & { readonly about: string; readonly running: boolean; readonly error: ErrorMember | undefined }

const last = signal<Started | undefined>(undefined)

/** What was started from the page last; it goes on whichever view is shown. */
export const started: ReadonlySignal<Started | undefined> = last

/** Whether runs may be started: `no` where serving began without that, `locked` while the token is not known. */
export function mayStart(): 'yes' | 'locked' | 'no' {
  if (live.value?.starts !== true) return 'no'
  return token.value === '' ? 'locked' : 'yes'
}

/** Whether something runs, started here or elsewhere. */
export function isBusy(): boolean {
  return last.value?.running === true || live.value?.writer != null
}

/** Takes what came of the last start away. */
export function forget(): void {
  last.value = undefined
}

/** What is given to a start: values of the address, a body, and what is said meanwhile. */
interface Given {
  readonly given?: Readonly<Record<string, string>>
  readonly body?: Blob
  readonly about?: string
}

/** Starts a verb, unless one that was started here still runs, and keeps what comes of it. */
export async function start(verb: Verb, { given = {}, body, about = '' }: Given = {}): Promise<void> {
  if (last.value?.running === true) return
  const begun = { verb, about, document: undefined, error: undefined }
  last.value = { ...begun, running: true }
  const came = await post(withGiven(`/start/${verb}`, given), body)
  last.value = { ...begun, ...came, running: false } as Started
}

async function post(address: string, body: Blob | undefined): Promise<Pick<Started, 'document' | 'error'>> {
  try {
    const how = { method: 'POST', headers: { 'x-backcourt-token': token.value }, body: body ?? null }
    const document = (await (await fetch(address, how)).json()) as Envelope & { readonly error?: ErrorMember }
    return { document, error: document.error }
  } catch {
    return { document: undefined, error: NO_ANSWER }
  }
}
