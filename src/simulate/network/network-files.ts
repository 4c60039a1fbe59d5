import type { Day } from '../../calendar.ts'
import type { SimulatedFile } from '../files/simulated-file.ts'
import type { Season } from '../season.ts'
import { contentNetwork, SCHEDULE_PATH } from './content-network.ts'

const FOREVER = '9000-01-01' as Day

/** What the content network serves, as files below a folder that any web server can show. */
export function* networkFiles(season: Season, until: Day = FOREVER): Generator<SimulatedFile> {
  const network = contentNetwork(season, until)
  for (const path of network.paths) {
    const rows = path === SCHEDULE_PATH ? season.games.length : 1
    yield { name: path, rows, text: network.read(path) ?? '' }
  }
}
