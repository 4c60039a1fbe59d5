/** A text and where it begins, in points from the left and from the bottom of its page. */
export interface PlacedText {
  readonly text: string
  readonly left: number
  readonly bottom: number
}

/** The size of a page in points: letter, on its side. */
export const PAGE = { width: 792, height: 612 } as const

const FONT_SIZE = 8
/** Objects before those of the pages: catalogue, tree of pages, font. */
const FIRST_PAGE = 4

/** A PDF of pages of text, in letters of ASCII; the same texts give the same bytes. */
export function textPdf(pages: readonly (readonly PlacedText[])[]): string {
  const numbers = pages.map((_, place) => FIRST_PAGE + 2 * place)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${numbers.map(number => `${number} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((texts, place) => [pageObject(FIRST_PAGE + 2 * place + 1), streamObject(texts)]),
  ]
  return fileOf(objects)
}

function pageObject(content: number): string {
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${content} 0 R >>`
}

function streamObject(texts: readonly PlacedText[]): string {
  const lines = texts.map(({ text, left, bottom }) => `1 0 0 1 ${left} ${bottom} Tm (${text.replaceAll(/[\\()]/g, '\\$&')}) Tj`)
  const stream = ['BT', `/F1 ${FONT_SIZE} Tf`, ...lines, 'ET'].join('\n')
  return `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`
}

/** The objects with the table of where each begins. */
function fileOf(objects: readonly string[]): string {
  let body = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  return `${body}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
}
