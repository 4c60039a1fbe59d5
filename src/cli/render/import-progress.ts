import type { ImportEvent } from '../../import/report.ts'
import { count, counted } from './amounts.ts'
import type { Progress } from './progress.ts'

/** How far an import is with its files. */
export interface FilesSoFar {
  readonly done: number
  readonly known: number
}

/** Follows an import while it works: shows it, paths as `shown` writes them, and tells how far it is with its files. */
export function importProgress(progress: Progress, shown: (file: string) => string): (event: ImportEvent) => FilesSoFar {
  let known = 0
  let done = 0
  return event => {
    switch (event.kind) {
      case 'started':
        known = event.files
        break
      case 'container':
        known += event.members - 1
        break
      case 'file':
      case 'unrecognised':
        done += 1
        progress.live('import', `${count(done)}/${counted(known, 'file')}  ${shown(event.file.path)}`)
        break
      case 'people':
        progress.live('people', `${count(event.persons)} people known, ${count(event.apart)} apart`)
        break
    }
    return { done, known }
  }
}
