/** Ends every test run with one plain line: `N passed, N failed, N skipped`. */
export class SummaryReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) count(module, counts)
    // Coverage is reported after this hook, so the line waits until the process ends.
    process.once('exit', () => process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`))
  }
}

function count(module, counts) {
  const failedBefore = counts.failed
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed') counts.passed++
    else if (state === 'failed') counts.failed++
    else counts.skipped++
  }
  // A file that cannot be loaded, or whose hooks fail, has no failed test of its own.
  if (module.state() === 'failed' && counts.failed === failedBefore) counts.failed++
}

export default SummaryReporter
