import { textPdf, type PlacedText } from '../../../src/simulate/reports/text-pdf.ts'
import type { Cells } from '../workspace.ts'

const LEFTS = { 'Game Date': 20, 'Game Time': 110, Matchup: 180, Team: 260, 'Player Name': 380, 'Current Status': 520, Reason: 600 }

/** The page of an injury report with the rows of a table, in letters of ASCII. */
export function reportPdf(rows: readonly Cells[]): Buffer {
  const texts: PlacedText[] = [{ text: `Injury Report: ${String(rows[0]?.['Report Time'])}`, left: 20, bottom: 580 }]
  for (const [name, left] of Object.entries(LEFTS)) {
    texts.push({ text: name, left, bottom: 540 })
    for (const [line, row] of rows.entries()) {
      const text = String(row[name] ?? '').replaceAll(/[^ -~]/gu, '?')
      if (text !== '') texts.push({ text, left, bottom: 510 - 20 * line })
    }
  }
  return Buffer.from(textPdf([texts]))
}
