/** Text as it stands in HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c1d21; --paper: #fff; --line: #d9dae0; --dim: #62646d; --link: #1a56c4 }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e8ec; --paper: #17181c; --line: #3a3c44; --dim: #9a9ca6; --link: #8ab4f8 } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
a { color: var(--link) } h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
nav a { margin-right: 1rem } .dim, footer { color: var(--dim) } code { font: 13px ui-monospace, monospace }
.wide { overflow-x: auto } table { border-collapse: collapse; font-variant-numeric: tabular-nums } th, td { border-bottom: 1px solid var(--line); padding: .2rem .6rem; text-align: left; vertical-align: top }
td.n, th.n { text-align: right } .day { white-space: nowrap } svg { max-width: 100%; height: auto } svg text { font: 10px ui-monospace, monospace; fill: var(--dim) }
.complete { fill: #2e9e5b } .partial { fill: #e6a23c } .missing { fill: #d64545 } .waiting { fill: #5b8def } .empty { fill: var(--line) } .uncovered { fill: none; stroke: var(--dim) }
pre { white-space: pre-wrap } details { margin: .5rem 0 }
`

/** A page of its own: style inside, no script, nothing that it needs from elsewhere. */
export function htmlPage({ title, body, nav = [] }: HtmlPage): string {
  const links = nav.map(([label, href]) => `<a href="${escaped(href)}">${escaped(label)}</a>`).join('')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${links === '' ? '' : `<nav>${links}</nav>\n`}<main>
<h1>${escaped(title)}</h1>
${body.join('\n')}
</main>
</body>
</html>
`
}

/** A page as a whole. */
export interface HtmlPage {
  readonly title: string
  readonly body: readonly string[]
  readonly nav?: readonly (readonly [label: string, href: string])[]
}

/** A table; columns that begin with `#` hold numbers. */
export function htmlTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const numeric = headings.map(heading => heading.startsWith('#'))
  const cell = (tag: 'td' | 'th', text: string, column: number): string => `<${tag}${numeric[column] === true ? ' class="n"' : ''}>${text}</${tag}>`
  const line = (tag: 'td' | 'th', cells: readonly string[]): string => `<tr>${cells.map((text, column) => cell(tag, text, column)).join('')}</tr>`
  return `<div class="wide" tabindex="0"><table><thead>${line(
    'th',
    headings.map(heading => escaped(heading.replace(/^#/, ''))),
  )}</thead><tbody>${rows.map(row => line('td', row)).join('\n')}</tbody></table></div>`
}
