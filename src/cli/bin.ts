#!/usr/bin/env node
// Old versions of Node.js have to get through this file, to be told that they are too old: it imports nothing before.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`error: Backcourt needs Node.js 20.19 or newer, this is ${process.versions.node}\n  https://nodejs.org has newer ones\n`)
  process.exitCode = 2
} else {
  void run()
}

async function run(): Promise<void> {
  const [{ main }, { processWorld }] = await Promise.all([import('./main.ts'), import('./process-world.ts')])
  process.exitCode = await main(process.argv.slice(2), processWorld())
}
