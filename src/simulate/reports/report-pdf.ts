import type { Moment } from '../dates.ts'
import type { Season } from '../season.ts'
import { reportAt, type ReportLine } from './injury-report.ts'
import { reportTime } from './report-times.ts'
import { PAGE, textPdf, type PlacedText } from './text-pdf.ts'

interface Column {
  readonly heading: string
  readonly left: number
  readonly of: keyof ReportLine
  /** Whether a cell that says what the one above it says is left empty. */
  readonly once?: boolean
}

const columns: readonly Column[] = [
  { heading: 'Game Date', left: 30, of: 'date', once: true },
  { heading: 'Game Time', left: 100, of: 'time', once: true },
  { heading: 'Matchup', left: 170, of: 'matchup', once: true },
  { heading: 'Team', left: 235, of: 'team', once: true },
  { heading: 'Player Name', left: 350, of: 'player' },
  { heading: 'Current Status', left: 480, of: 'status' },
  { heading: 'Reason', left: 560, of: 'reason' },
]

const LINES_A_PAGE = 32
const TOP = PAGE.height - 40
const LINE = 16

/** The injury report of a moment as the league publishes it. */
export function reportPdf(season: Season, at: Moment): string {
  const lines = reportAt(season, at)
  const count = Math.max(1, Math.ceil(lines.length / LINES_A_PAGE))
  const pages = Array.from({ length: count }, (_, page) => lines.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE))
  return textPdf(pages.map((own, page) => pageOf(own, { title: `Injury Report: ${reportTime(at)}`, foot: `Page ${page + 1} of ${count}` })))
}

function pageOf(lines: readonly ReportLine[], { title, foot }: { readonly title: string; readonly foot: string }): PlacedText[] {
  const headings = columns.map(({ heading, left }) => ({ text: heading, left, bottom: TOP - LINE }))
  const cells = lines.flatMap((line, place) => {
    const bottom = TOP - LINE * (place + 2)
    return shown(line, lines[place - 1]).map(({ of, left }) => ({ text: line[of], left, bottom }))
  })
  return [{ text: title, left: 30, bottom: TOP }, ...headings, ...cells, { text: foot, left: 380, bottom: 20 }]
}

/** The cells of a line that are not left empty: from the first one on that differs from the line above it. */
function shown(line: ReportLine, above: ReportLine | undefined): readonly Column[] {
  const differs = columns.findIndex(({ of }) => above === undefined || line[of] !== above[of])
  return columns.filter(({ of, once = false }, place) => line[of] !== '' && (!once || place >= differs))
}
