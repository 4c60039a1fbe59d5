import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld } from './fake-world.ts'

/** What bash offers for a command line whose last word is being typed. */
function offered(script: string, words: readonly string[]): string[] {
  const line = `COMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _backcourt; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', `${script}\n${line}`], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout.split('\n').filter(word => word !== '')
}

describe('backcourt completion', () => {
  it.each([
    [['backcourt', 'ba'], ['backfill']],
    [
      ['backcourt', 'backfill', '--st'],
      ['--start-date', '--stop-on-error', '--store'],
    ],
    [['backcourt', 'backfill', '--tables', 'player'], ['player_game_summary']],
    [['backcourt', 'tables', 'team_o'], ['team_offense_game_summary']],
    [['backcourt', 'completion', 'z'], ['zsh']],
    [['backcourt', 'import', 'player'], []],
  ])('offers bash for %j', async (words, expected) => {
    const { out } = await fakeWorld().run('completion', 'bash')
    expect(offered(out, words)).toEqual(expected)
  })

  it('speaks zsh and fish', async () => {
    expect((await fakeWorld().run('completion', 'zsh')).out).toMatch(/^#compdef backcourt\n/)
    const { out } = await fakeWorld().run('completion', 'fish')
    expect(out).toContain("complete -c backcourt -n __fish_use_subcommand -f -a backfill -d 'compute the analytics tables for a range of game dates'")
  })

  it('is a document with --json', async () => {
    const { document } = await fakeWorld().json('completion', 'bash')
    expect(DOCUMENTS.completion.parse(document).shell).toBe('bash')
  })

  it('knows no other shell', async () => {
    const { code, err } = await fakeWorld().run('completion', 'csh')
    expect({ code, err }).toEqual({ code: 2, err: 'error: no completion for "csh"\n  backcourt completion bash|zsh|fish\n' })
  })
})
