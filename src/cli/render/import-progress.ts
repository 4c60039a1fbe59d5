import type { ImportEvent } from '../../import/report.ts'
import { count, counted } from './amounts.ts'
import type { Progress } from './progress.ts'

/** Shows an import while it works, paths as `shown` writes them. */
export function importProgress(progress: Progress, shown: (file: string) => string): (event: ImportEvent) => void {
  let files = 0
  let seen = 0
  const tell = (path: string) => progress.live('import', `${count(++seen)}/${counted(files, 'file')}  ${path}`)
  return event => {
    switch (event.kind) {
      case 'started':
        files = event.files
        break
      case 'container':
        files += event.members - 1
        break
      case 'file':
      case 'unrecognised':
        tell(shown(event.file.path))
        break
      case 'people':
        progress.live('people', `${count(event.persons)} people known, ${count(event.apart)} apart`)
        break
    }
  }
}
