import type { Session } from './session.ts'

/** Who asks a warehouse, and which server answers. */
export function callerOf(session: Session): { readonly owner: string; readonly command: string; readonly server: string | undefined } {
  const { machine, pid, env } = session.world
  return {
    owner: `process ${pid} of ${machine}, started ${session.startedAt}`,
    command: session.command,
    server: env['BIGQUERY_EMULATOR_HOST'] || undefined,
  }
}
