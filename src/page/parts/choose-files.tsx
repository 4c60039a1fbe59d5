import type { JSX } from 'preact'
import { importFiles } from '../dropped.ts'
import { isBusy, mayStart } from '../starts.ts'
import { Command } from './said.tsx'
import { AskForToken } from './ask-for-token.tsx'

/** Where files are chosen that are to be imported; the command where the page may not. */
export function ChooseFiles(): JSX.Element {
  if (mayStart() === 'locked') return <AskForToken />
  if (mayStart() === 'no')
    return (
      <p>
        To import files: <Command line="backcourt import PATH…" /> or serve with <code>--allow-runs</code>, and drop them here.
      </p>
    )
  const choose = async (field: HTMLInputElement): Promise<void> => {
    await importFiles([...(field.files ?? [])].map(file => ({ name: file.name, file })))
    // So that the same file can be chosen again.
    field.value = ''
  }
  return (
    <label class="field">
      Import files, chosen here or dropped anywhere on the page:{' '}
      <input type="file" multiple disabled={isBusy()} onChange={event => void choose(event.currentTarget)} />
    </label>
  )
}
