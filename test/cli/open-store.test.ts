import { expect, it } from 'vitest'
import { withStore } from '../../src/cli/open-store.ts'

it.for([
  ['import', true],
  ['create', false],
] as const)('in a store that is opened to %s, blocks come from a region of the engine’s own: %s', async ([mode, region]) => {
  const rows = await withStore(':memory:', { mode }, store => store.rows(`select current_setting('block_allocator_memory') <> '0 bytes' as region`))
  expect(rows).toEqual([{ region }])
})
