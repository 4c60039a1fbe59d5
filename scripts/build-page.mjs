// Bundles the page of `backcourt serve` into dist/page: one script, one style sheet, one document. Nothing that it loads comes from elsewhere.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const source = path.join(root, 'src', 'page')

/** The files of the page by name. */
export async function bundlePage() {
  const { outputFiles } = await build({
    entryPoints: { page: path.join(source, 'main.tsx'), style: path.join(source, 'style.css') },
    outdir: path.join(root, 'dist', 'page'),
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    tsconfig: path.join(source, 'tsconfig.json'),
  })
  const bundled = outputFiles.map(file => [path.basename(file.path), Buffer.from(file.contents)])
  return [...bundled, ...['index.html', 'icon.svg'].map(name => [name, readFileSync(path.join(source, name))])]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = path.join(root, 'dist', 'page')
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of await bundlePage()) writeFileSync(path.join(folder, name), bytes)
}
