import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Rows, cells and bars that are drawn as those before them: looking at each would take minutes. */
const ALIKE = [
  'tbody tr:nth-child(n+7)',
  '.months > :nth-child(n+2)',
  '.bars a:nth-child(n+5)',
  '.panel:nth-of-type(n+2)',
  '.names details:nth-child(n+3)',
]

/** What of axe depends on colours and widths; the rest is the same in each. */
export const LOOKS: readonly string[] = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

/** How a page is looked at. */
interface Look {
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
  /** Rules of axe; all of them unless told. */
  readonly only?: readonly string[]
}

/** What is wrong with a page at a width and in colours: too wide, or a finding of axe. */
export async function faultsOf(page: Page, { width, colorScheme, only }: Look): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme })
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source)
  // Whatever is excluded is still walked through: what stands for others is taken away before.
  await page.evaluate(`for (const each of document.querySelectorAll(${JSON.stringify(ALIKE.join(', '))})) each.remove()`)
  const rules = only === undefined ? {} : { runOnly: { type: 'rule', values: only } }
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify({ ...rules, resultTypes: ['violations'] })})`)
  const findings = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
  return wide > 0 ? [`${width}: ${wide} px too wide`, ...findings] : findings
}
