import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ErrorMember } from '../../cli/documents.ts'
import type { Envelope, Loaded } from '../document.ts'

interface FetchedProps<M> {
  readonly from: Loaded<M>
  readonly what: string
  /** What is said while it is on its way, of what comes after the view is painted. */
  readonly meanwhile?: string
  readonly children: (document: Envelope & M) => ComponentChildren
}

/** What a document holds, once it is there; what went wrong, and what to do, where it is not. Warnings stand above it. */
export function Fetched<M>({ from: { document, error, loading }, what, meanwhile = `reading ${what} …`, children }: FetchedProps<M>): JSX.Element {
  if (error?.code === 'store_locked')
    return (
      <p class="nothing" role="status">
        {`${error.message}: ${what} will be here as soon as that has ended`}
      </p>
    )
  if (error !== undefined) return <Failure error={error} />
  if (document === undefined)
    return (
      <p class="quiet" role="status">
        {loading ? meanwhile : ''}
      </p>
    )
  return (
    <>
      {document.warnings.map(warning => (
        <p key={warning} class="note">
          {warning}
        </p>
      ))}
      {children(document)}
    </>
  )
}

/** An error as a person reads it: the message, and under it what to do next. */
export function Failure({ error }: { readonly error: ErrorMember }): JSX.Element {
  return (
    <div class="failure" role="alert">
      <p>
        <strong>error:</strong> {error.message}
      </p>
      {error.next === null ? null : <p>{error.next}</p>}
    </div>
  )
}

/** A command to run in a terminal, with a button that copies it. */
export function Command({ line }: { readonly line: string }): JSX.Element {
  const [copied, setCopied] = useState(false)
  const copy = (): void => {
    void navigator.clipboard?.writeText(line).then(() => setCopied(true))
  }
  return (
    <span class="command">
      <code>{line}</code>
      <button type="button" onClick={copy} aria-label={`copy ${line}`}>
        {copied ? 'copied' : 'copy'}
      </button>
    </span>
  )
}
