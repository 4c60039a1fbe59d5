// Everything that must hold before a change lands: format, lint, types, tests with coverage. The last line is `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const bin = name => path.join(root, 'node_modules', ...name)
const OXFMT = bin(['oxfmt', 'bin', 'oxfmt'])
const OXLINT = bin(['oxlint', 'bin', 'oxlint'])
const TSC = bin(['typescript', 'bin', 'tsc'])
const VITEST = bin(['vitest', 'vitest.mjs'])

const CHECKS = [
  { name: 'format', args: [OXFMT, '--check', 'src', 'test', 'bench', 'scripts'], repair: 'npm run format' },
  { name: 'lint', args: [OXLINT, '--type-aware', '--deny-warnings', 'src', 'test', 'bench'], repair: 'npm run lint shows it again' },
  { name: 'types', args: [TSC, '-p', 'tsconfig.json', '--noEmit'], repair: 'npm run typecheck shows it again' },
  { name: 'types of the page', args: [TSC, '-p', 'src/page/tsconfig.json', '--noEmit'], repair: 'npm run typecheck shows it again' },
]

/** Runs one Node program and keeps what it says; `live` also passes it on at once. */
function run(args, { live }) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const listen = stream => chunk => {
      output += chunk
      if (live) stream.write(chunk)
    }
    child.stdout.on('data', listen(process.stdout))
    child.stderr.on('data', listen(process.stderr))
    child.on('error', error => resolve({ code: 1, output: error.message }))
    child.on('close', code => resolve({ code: code ?? 1, output }))
  })
}

async function failedChecks() {
  const failed = []
  for (const check of CHECKS) {
    const { code, output } = await run(check.args, { live: false })
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name}`)
    if (code === 0) continue
    console.log(`${output.trimEnd()}\n  next: ${check.repair}`)
    failed.push(check.name)
  }
  return failed
}

/** The counts of a test run, from the line that it ends with. */
function countsIn(output) {
  const match = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1)
  return match ? { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3]) } : { passed: 0, failed: 1, skipped: 0 }
}

// With arguments: only the tests that they name, without checks and coverage.
const chosen = process.argv.slice(2)
const failed = chosen.length > 0 ? [] : await failedChecks()
const { code, output } = await run([VITEST, 'run', ...(chosen.length > 0 ? chosen : ['--coverage'])], { live: true })
const counts = countsIn(output)
if (code !== 0 && counts.failed === 0) failed.push('coverage')
if (failed.length > 0) console.log(`failed checks: ${failed.join(', ')}`)
console.log(`${counts.passed} passed, ${counts.failed + failed.length} failed, ${counts.skipped} skipped`)
process.exitCode = code === 0 && failed.length === 0 ? 0 : 1
