/** Text on a page, and where it stands: points from the left and from the top. */
export type PlacedText = readonly [left: number, top: number, text: string]

const HEIGHT = 600

/** Writes a PDF of one page, as plainly as one can be. Letters beyond Latin-1 are lost. */
export function pdf(texts: readonly PlacedText[]): Buffer {
  const shown = texts
    .map(([left, top, text]) => `BT /F1 8 Tf ${left} ${HEIGHT - top} Td (${text.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj ET`)
    .join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 ${HEIGHT}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${Buffer.byteLength(shown, 'latin1')} >>\nstream\n${shown}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  const places: number[] = []
  let body = '%PDF-1.4\n'
  for (const [place, object] of objects.entries()) {
    places.push(body.length)
    body += `${place + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = places.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + end, 'latin1')
}

/** The pages of an injury report with the rows of a table. */
export function reportPdf(rows: readonly Readonly<Record<string, unknown>>[]): Buffer {
  const names = ['Game Date', 'Game Time', 'Matchup', 'Team', 'Player Name', 'Current Status', 'Reason']
  const lefts = [20, 120, 200, 280, 420, 560, 660]
  const heading = names.map((name, place): PlacedText => [lefts[place] ?? 0, 60, name])
  const cells = rows.flatMap((row, line) => names.map((name, place): PlacedText => [lefts[place] ?? 0, 90 + 20 * line, String(row[name] ?? '')]))
  return pdf([[20, 20, `Injury Report: ${String(rows[0]?.['Report Time'])}`], ...heading, ...cells.filter(([, , text]) => text !== '')])
}
