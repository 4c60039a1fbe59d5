import { mkdtempSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeWorld } from '../../cli/fake-world.ts'
import { served } from '../../serve/site.ts'
import { builtPage, CHROMIUM, show } from '../browser.ts'
import { folder, page } from './season.ts'

describe.skipIf(CHROMIUM === undefined)('a store without anything', () => {
  it('says in every view what to do', async () => {
    const bare = mkdtempSync(path.join(folder, 'bare-'))
    const empty = fakeWorld({ cwd: bare })
    writeFileSync(path.join(bare, 'aliases.csv'), 'alias_lookup,player_lookup\n')
    await empty.run('import', 'aliases.csv')
    const other = await served(bare, await builtPage())
    const said: Record<string, string> = {}
    for (const view of [
      'calendar',
      'tonight',
      'player',
      'team',
      'changes',
      'feeds',
      'run',
      'row',
      'somewhere',
      'player/nobody',
      'tonight/2021-11-10',
    ]) {
      await show(page, `${other.address}/${view}`)
      said[view] = await page.locator('main').innerText()
    }
    expect(said['calendar']).toContain('backcourt import PATH…')
    expect(said['tonight']).toContain('backcourt import PATH…')
    expect(said['player']).toContain('backcourt backfill')
    expect(said['team']).toContain('backcourt backfill')
    expect(said['changes']).toContain('No row has changed since it was first built')
    expect(said['feeds']).toContain('No row waits in quarantine.')
    expect(said['run']).toContain('backcourt backfill')
    expect(said['row']).toContain('/row/player_game_summary/2021-11-10/lebronjames')
    expect(said['somewhere']).toContain('No view has this address')
    expect(said['player/nobody']).toContain('no player is looked up as nobody')
    expect(said['tonight/2021-11-10']).toContain('No games on 2021-11-10.')
    await other.close()
  })
})
