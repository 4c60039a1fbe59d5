const TOKEN = /'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"|`[^`]*`|--[^\n]*|\/\*[^]*?\*\/|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g

/** A statement in which the names of the given datasets begin with a prefix, outside of literals and comments. */
export function withPrefix(statement: string, prefix: string, datasets: ReadonlySet<string>): string {
  if (prefix === '') return statement
  return statement.replace(TOKEN, text => (text.includes('.') && datasets.has(text.slice(0, text.indexOf('.'))) ? prefix + text : text))
}
