import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { injuryReport } from '../../src/import/read/injury-report.ts'
import { wordsOfPdf } from '../../src/import/read/pdf-words.ts'
import { contentNetwork, simulateSeason } from '../../src/simulate/index.ts'
import { reportAt } from '../../src/simulate/reports/injury-report.ts'
import { reportPdf } from '../../src/simulate/reports/report-pdf.ts'
import { reportName, reportTime } from '../../src/simulate/reports/report-times.ts'

const season = simulateSeason({ seasons: 1, seed: 3, days: 12 })
const day = '2021-10-27' as Day
const evening = { day, minutes: 17 * 60 + 30 }

describe('a simulated injury report', () => {
  it('is a PDF that reads as what it was made of, over several pages', async () => {
    const text = reportPdf(season, evening)
    const rows = injuryReport(await wordsOfPdf(new TextEncoder().encode(text)))
    expect([...((rows?.rows ?? []) as Iterable<readonly string[]>)].map(row => [row[5], row[7], row[8]])).toEqual(
      reportAt(season, evening).map(({ player, status, reason }) => [player, status, reason]),
    )
    expect(new Set([...((rows?.rows ?? []) as Iterable<readonly string[]>)].map(row => row[0]))).toEqual(new Set([reportTime(evening)]))
    expect(text).toContain('Page 2 of')
    expect(reportPdf(season, evening)).toBe(text)
  })

  it('says more in the evening than in the morning, when teams that played the day before say nothing', () => {
    const morning = reportAt(season, { day, minutes: 11 * 60 + 30 })
    expect(morning.some(({ reason }) => reason === 'NOT YET SUBMITTED')).toBe(true)
    const later = reportAt(season, evening)
    expect(later.some(({ reason }) => reason === 'NOT YET SUBMITTED')).toBe(false)
    expect(new Set(later.map(({ status }) => status))).toEqual(new Set(['Out', 'Questionable', 'Probable', 'Available']))
  })

  it.each([
    ['2021-10-27', 17 * 60 + 30, 'Injury-Report_2021-10-27_05PM'],
    ['2021-10-27', 30, 'Injury-Report_2021-10-27_12AM'],
    ['2025-12-20', 17 * 60 + 15, 'Injury-Report_2025-12-20_05_15PM'],
  ])('of %s at minute %i is called %s', (date, minutes, name) => {
    expect(reportName({ day: date as Day, minutes })).toBe(name)
  })

  it('stands on the network as the last one before each tip, and on the morning after by the hour', () => {
    const reports = contentNetwork(season, day)
      .paths.filter(path => path.endsWith('.pdf'))
      .map(path => path.replace('referee/injury/', ''))
    expect(reports).toContain('Injury-Report_2021-10-27_06PM.pdf')
    expect(reports.filter(name => name.includes('2021-10-28')).slice(0, 2)).toEqual([
      'Injury-Report_2021-10-28_12AM.pdf',
      'Injury-Report_2021-10-28_01AM.pdf',
    ])
    expect(reports.filter(name => name.includes('2021-10-29'))).toEqual([])
  })
})
