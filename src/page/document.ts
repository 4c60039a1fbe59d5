import { computed, signal, type ReadonlySignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { ErrorMember } from '../cli/documents.ts'
import { generation } from './live.ts'
import { route } from './router.ts'

/** What every document has. */
export interface Envelope {
  readonly command: string
  readonly version: string
  readonly ok: boolean
  readonly warnings: readonly string[]
}

/** A document on its way: what is there so far, and what went wrong. */
export interface Loaded<Members> {
  readonly document: (Envelope & Members) | undefined
  readonly error: ErrorMember | undefined
  readonly loading: boolean
}

interface Kept<Members> extends Loaded<Members> {
  readonly address: string | undefined
}

const NOTHING = { document: undefined, error: undefined, loading: true, address: undefined } as const

/** The document at an address below `/api/`, read again whenever the store has another state; nothing is asked for while there is no address. */
export function useDocument<Members>(address: string | undefined): Loaded<Members> {
  const [kept, keep] = useState<Kept<Members>>(NOTHING)
  const state = generation.value
  useEffect(() => {
    if (address === undefined) return undefined
    const over = new AbortController()
    const read = async (): Promise<void> => {
      const loaded = await ask<Members>(address, { signal: over.signal })
      if (over.signal.aborted) return
      if (loaded.error?.code === 'store_missing') missing.value = place.value
      keep({ ...loaded, address })
    }
    void read()
    return () => over.abort()
  }, [address, state])
  return kept.address === address ? kept : NOTHING
}

const place = computed(() => `${route.value.view} ${generation.value}`)

/** The view, and the state of the store, for which there was nothing to read from. */
const missing = signal<string | undefined>(undefined)

/** Whether the view that is shown needs a store and there is none. */
export const storeMissing: ReadonlySignal<boolean> = computed(() => missing.value === place.value)

/** The error when nobody answers. */
export const NO_ANSWER: ErrorMember = {
  code: 'internal',
  message: 'the server does not answer',
  where: null,
  next: 'start it again: backcourt serve',
}

/** Asks once. */
export async function ask<Members>(address: string, how: RequestInit = {}): Promise<Loaded<Members>> {
  try {
    const response = await fetch(address, how)
    const document = (await response.json()) as Envelope & Members & { readonly error?: ErrorMember }
    const failed = document.error !== undefined
    return { document: failed ? undefined : document, error: failed ? document.error : undefined, loading: false }
  } catch {
    return { document: undefined, error: NO_ANSWER, loading: false }
  }
}
