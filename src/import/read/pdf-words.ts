import { BackcourtError, messageOf } from '../../errors.ts'

/** A piece of text on a page: where it begins, in points from the left and from the top. */
export interface Word {
  readonly text: string
  readonly left: number
  readonly top: number
}

/** A piece of text as the package gives it; marks of structure have neither. */
interface TextItem {
  readonly str?: string
  readonly transform?: readonly number[]
}

/** What is used of the package, whose own types are those of a browser. */
interface Pdf {
  readonly numPages: number
  getPage(number: number): Promise<{
    getViewport(of: { readonly scale: number }): { convertToViewportPoint(x: number, y: number): readonly number[] }
    getTextContent(): Promise<{ readonly items: readonly TextItem[] }>
  }>
  destroy(): Promise<void>
}

/** The words of each page of a PDF, upright. Throws bad_input for a file that is none, or is broken. */
export async function wordsOfPdf(bytes: Uint8Array): Promise<Word[][]> {
  const reader = (await import('unpdf')) as unknown as { getDocumentProxy(bytes: Uint8Array, options: object): Promise<Pdf> }
  try {
    const document = await reader.getDocumentProxy(bytes, { verbosity: 0 })
    try {
      return await wordsOfPages(document)
    } finally {
      await document.destroy()
    }
  } catch (error) {
    throw new BackcourtError('bad_input', `a PDF that cannot be read: ${messageOf(error)}`)
  }
}

async function wordsOfPages(document: Pdf): Promise<Word[][]> {
  const pages: Word[][] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const viewport = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    pages.push(
      items.flatMap(item => {
        const text = item.str?.trim() ?? ''
        const [left = 0, top = 0] = viewport.convertToViewportPoint(item.transform?.[4] ?? 0, item.transform?.[5] ?? 0)
        return text === '' ? [] : [{ text, left, top }]
      }),
    )
  }
  return pages
}
