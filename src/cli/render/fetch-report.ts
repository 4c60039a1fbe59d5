import type { FetchReport } from '../../fetch/report.ts'
import type { Page } from '../outcome.ts'
import { bytes, counted, duration } from './amounts.ts'
import { layOut, layOutProse } from './layout.ts'

/** What is due, a line each. */
export function dueText(due: readonly { readonly url: string; readonly reason: string }[], page: Page): string[] {
  if (due.length === 0) return ['nothing is due']
  const lines = layOutProse(
    [{ title: 'address' }, { title: 'why' }],
    due.map(({ url, reason }) => [url, reason]),
    page.columns,
  )
  return [...lines, `${counted(due.length, 'request')} due; what follows from their answers is due afterwards`]
}

/** What was brought, host by host. */
export function fetchText(report: FetchReport, { duration_ms, folder }: { readonly duration_ms: number; readonly folder: string }): string[] {
  const hosts = [...new Set([...report.files, ...report.failures].map(({ url }) => new URL(url).host))]
  const rows = hosts.map(host => {
    const own = report.files.filter(({ url }) => new URL(url).host === host)
    const changed = own.filter(file => file.changed)
    const failed = report.failures.filter(({ url }) => new URL(url).host === host)
    const received = own.reduce((sum, file) => sum + file.bytes, 0)
    return [host, `${changed.length} new`, `${own.length - changed.length} unchanged`, `${failed.length} not to be had`, bytes(received)]
  })
  const right = { title: '', align: 'right' as const }
  const lines = layOut([{ title: '' }, right, right, right, right], rows).slice(1)
  return [...lines, `${counted(report.requests, 'request')} in ${duration(duration_ms)}; files in ${folder}`]
}

/** What a fetch could not bring, and why. */
export function fetchWarnings({ failures, circuits, leftAlone, running }: FetchReport): string[] {
  const alone =
    leftAlone === 0 ? '' : `; ${counted(leftAlone, 'request')} that ${leftAlone === 1 ? 'was' : 'were'} due ${leftAlone === 1 ? 'waits' : 'wait'}`
  return [
    ...failures.map(({ url, error }) => `${url}: ${error}`),
    ...circuits.map(({ host, until, why }) => `${host} is left alone until ${until.slice(0, 16).replace('T', ' ')} UTC: ${why}${alone}`),
    ...(running.length === 0 ? [] : [`not over yet, asked for again by the next fetch: ${running.join(', ')}`]),
  ]
}
