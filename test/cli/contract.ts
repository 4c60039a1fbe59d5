import { z } from 'zod'
import type { Day } from '../../src/calendar.ts'
import type { FormatsMembers, TablesMembers } from '../../src/cli/definition-documents.ts'
import type * as documents from '../../src/cli/documents.ts'
import type { CorrectionsMembers, FetchMembers } from '../../src/cli/fetch-documents.ts'
import type { ParityMembers } from '../../src/cli/warehouse-documents.ts'
import type { Row, Value } from '../../src/store/store.ts'

const day = z.custom<Day>(value => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
const amount = z.number().int().nonnegative()
const qualified = z.string().regex(/^nba_(?:raw|analytics|processing|reference|static)\.[a-z0-9_]+$/)
const share = z.number().min(0).max(1)

const error = z.strictObject({
  code: z.enum([
    'usage',
    'unknown_name',
    'bad_input',
    'nothing_imported',
    'not_found',
    'store_missing',
    'store_locked',
    'store_invalid',
    'store_unreadable',
    'store_full',
    'query_failed',
    'interrupted',
    'plan_stale',
    'internal',
  ]),
  message: z.string().min(1),
  where: z.string().nullable(),
  next: z.string().nullable(),
})

const UNIT_STATUSES = ['done', 'unchanged', 'empty', 'waiting', 'failed', 'blocked'] as const

const files = z.array(z.strictObject({ path: z.string(), rows: amount, bytes: amount }))

const imported = {
  import: amount.nullable(),
  files: z.array(
    z.strictObject({
      path: z.string(),
      format: z.string(),
      skipped: z.boolean(),
      tables: z.array(
        z
          .strictObject({
            table: qualified,
            read: amount,
            stored: amount,
            changed: amount,
            unchanged: amount,
            duplicate: amount,
            undecided: amount,
            rejected: amount,
          })
          .refine(
            ({ read, stored, changed, unchanged, duplicate, undecided, rejected }) =>
              read === stored + changed + unchanged + duplicate + undecided + rejected,
          ),
      ),
    }),
  ),
  unrecognised: z.array(z.strictObject({ path: z.string(), looked_for: z.string() })),
  unreadable: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  tables: z.array(z.strictObject({ table: qualified, rows: amount, first_date: day.nullable(), last_date: day.nullable() })),
  quarantined: amount,
  duration_ms: amount,
  peak_rss_mb: amount,
}

const backfilled = {
  run: amount,
  plan: z.string(),
  units: z
    .strictObject({ planned: amount, done: amount, unchanged: amount, empty: amount, waiting: amount, failed: amount, blocked: amount })
    .refine(({ planned, ...statuses }) => planned === Object.values(statuses).reduce((sum, units) => sum + units, 0)),
  tables: z.array(
    z.strictObject({
      table: qualified,
      units: amount,
      rows_written: amount,
      inserted: amount,
      updated: amount,
      deleted: amount,
      unchanged: amount,
      duration_ms: amount,
    }),
  ),
  failures: z.array(z.strictObject({ table: qualified, date: day, error: z.string() })),
  duration_ms: amount,
  peak_rss_mb: amount,
}

const noRun = { ...backfilled, run: z.null(), plan: z.null() }

const counts = z.strictObject({ build: amount, unchanged: amount, empty: amount, waiting: amount, blocked: amount })
const rawField = z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })

const planned = {
  plan: z.string().regex(/^[0-9a-f]{8}$/),
  inputs_changed: z.array(
    z.strictObject({
      table: qualified,
      date: day.nullable(),
      key: z.string().min(1),
      kind: z.enum(['added', 'removed', 'changed']),
      fields: z.array(rawField),
      cause: z.string().min(1),
    }),
  ),
  units: z.array(
    z.strictObject({
      table: qualified,
      date: day,
      action: z.enum(['build', 'rebuild', 'empty', 'waiting', 'blocked']),
      rows_affected: amount,
      reasons: z.array(z.string().min(1)).min(1),
    }),
  ),
  counts,
  expected_ms: amount,
}

const changedField = z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() })
const hash = z.string().regex(/^[0-9a-f]{16}$/)

const run = z.strictObject({
  run: amount,
  command: z.string(),
  plan: z.string(),
  at: z.iso.datetime(),
  outcome: z.enum(['done', 'failed', 'interrupted']),
  units: z.strictObject({ done: amount, unchanged: amount, empty: amount, waiting: amount, failed: amount, blocked: amount }),
  rows_written: amount.nullable(),
  duration_ms: amount.nullable(),
  options: z.record(z.string(), z.unknown()),
})

const running = z.strictObject({
  run: amount.nullable(),
  pid: amount,
  started_at: z.iso.datetime(),
  units_done: amount,
  units_planned: amount.nullable(),
  rate: z.number().nonnegative().nullable(),
  eta_ms: amount.nullable(),
  tables: z.array(z.strictObject({ table: qualified, units_done: amount, units_planned: amount, rows: amount, rate: amount, eta_ms: amount })),
})

const cause = z.strictObject({ table: qualified, key: z.string(), file: z.string().nullable(), row: amount.nullable() })

/** A line of `changes`. */
export const CHANGE: z.ZodType<documents.ChangeLine> = z.strictObject({
  table: qualified,
  key: z.string().regex(/^\d{4}-\d{2}-\d{2}\/\w+$/),
  kind: z.enum(['inserted', 'updated', 'deleted']),
  old_hash: hash.nullable(),
  new_hash: hash.nullable(),
  fields: z.array(changedField),
  run: amount,
})

const covered = {
  tables: z.array(
    z.strictObject({
      table: qualified,
      expected: amount,
      rows: amount,
      keys: amount,
      with_hash: amount,
      missing: amount,
      extra: amount,
      duplicates: amount,
      waiting: amount,
      coverage: share.nullable(),
    }),
  ),
  groups: z
    .array(
      z.strictObject({
        ...{ group: z.string(), table: qualified, expected: amount, rows: amount, with_hash: amount, missing: amount, extra: amount },
        ...{ duplicates: amount, waiting: amount, coverage: share.nullable() },
        state: z.enum(['complete', 'partial', 'missing', 'waiting', 'empty', 'uncovered']),
      }),
    )
    .optional(),
  doubled: z.array(z.strictObject({ table: qualified, rows: amount })),
  findings: z.array(
    z.strictObject({
      table: qualified,
      key: z.string(),
      kind: z.enum(['missing', 'extra', 'duplicate', 'no_hash', 'uncovered']),
      explanation: z.string(),
    }),
  ),
}

const windowName = z.enum(['l5', 'l10', 'l7d', 'l14d', 'l30d'])

const column = z.strictObject({
  name: z.string(),
  type: z.enum(['string', 'int', 'float', 'bool', 'date', 'timestamp', 'strings']),
  unit: z.string().nullable(),
  meaning: z.string().min(1),
  formula: z.string().nullable(),
  sources: z.array(qualified),
  content: z.boolean(),
  waiting_for: z.string().nullable(),
  feeds: z.array(z.string()),
  null_when: z.string().min(1),
  since: z.string().regex(/^\d+\.\d+\.\d+$/),
})

const tables = {
  tables: z.array(
    z.strictObject({
      table: qualified,
      kind: z.enum(['analytics', 'raw', 'reference', 'processing', 'static']),
      about: z.string(),
      grain: z.array(z.string()),
      columns: z.array(column),
      recipes: z.array(
        z.strictObject({
          name: z.string(),
          fields: z.array(z.strictObject({ name: z.string(), type: z.enum(['str', 'int', 'float', 'bool', 'date', 'instant']) })),
        }),
      ),
    }),
  ),
}

const written = { files, duration_ms: amount }

const inWarehouse = {
  warehouse: z.strictObject({ jobs: amount, loads: amount, bytes_billed: amount, dml_modes: z.array(z.string()) }).optional(),
}

const anyValue = z.custom<Value>(value => value !== undefined)

const compared = {
  tables: z.array(
    z.strictObject({
      table: qualified,
      rows_a: amount,
      rows_b: amount,
      equal: amount,
      only_a: amount,
      only_b: amount,
      different: amount,
      examples: z.array(z.strictObject({ key: z.string(), field: z.string().nullable(), a: anyValue, b: anyValue })),
    }),
  ),
  ...inWarehouse,
}

function document<T extends z.ZodRawShape>(command: string, members: T) {
  const envelope = { command: z.literal(command), version: z.string(), ok: z.boolean(), warnings: z.array(z.string()) }
  return z.strictObject({ ...envelope, ...members })
}

/** A document with the members of its verb. */
export type Document<Members> = z.ZodType<Members & { readonly ok: boolean; readonly warnings: readonly string[] }>

interface Documents {
  readonly plan: Document<documents.PlanMembers>
  readonly dryRun: Document<documents.PlanMembers>
  readonly apply: Document<documents.BackfillMembers>
  readonly retry: Document<documents.BackfillMembers>
  readonly resume: Document<documents.BackfillMembers>
  readonly nothingToResume: Document<documents.NoRunMembers>
  readonly nothingToRetry: Document<documents.NoRunMembers>
  readonly runs: Document<documents.RunsMembers>
  readonly status: Document<documents.StatusMembers>
  readonly why: Document<documents.WhyMembers>
  readonly asof: Document<documents.AsOfMembers>
  readonly changes: Document<documents.FilesMembers>
  readonly import: Document<documents.ImportMembers>
  readonly backfill: Document<documents.BackfillMembers>
  readonly coverage: Document<documents.CoverageMembers>
  readonly tables: Document<TablesMembers>
  readonly formats: Document<FormatsMembers>
  readonly sql: Document<documents.SqlMembers>
  readonly export: Document<documents.FilesMembers>
  readonly simulate: Document<documents.FilesMembers>
  readonly copy: Document<ParityMembers>
  readonly parity: Document<ParityMembers>
  readonly fetch: Document<FetchMembers>
  readonly corrections: Document<CorrectionsMembers>
  readonly doctor: Document<documents.DoctorMembers>
  readonly completeness: Document<documents.CompletenessMembers>
  readonly validate: Document<documents.ValidateMembers>
  readonly publish: Document<documents.PublishMembers>
  readonly report: Document<documents.ReportMembers>
  readonly hashVerify: Document<documents.HashVerifyMembers>
  readonly hashStamp: Document<documents.HashStampMembers>
  readonly hashExplain: Document<documents.HashExplainMembers>
  readonly remove: Document<documents.RemoveMembers>
  readonly completion: Document<documents.CompletionMembers>
  readonly demo: Document<documents.DemoMembers>
}

/** The documents of `--json`, by verb, as other people's scripts rely on them. */
export const DOCUMENTS: Documents = {
  import: document('import', { ...imported, error: error.optional() }),
  backfill: document('backfill', backfilled),
  plan: document('plan', planned),
  dryRun: document('backfill', planned),
  apply: document('apply', backfilled),
  retry: document('retry', backfilled),
  resume: document('resume', backfilled),
  nothingToResume: document('resume', noRun),
  nothingToRetry: document('retry', noRun),
  runs: document('runs', {
    runs: z.array(run),
    units: z
      .array(
        z.strictObject({
          ...{ table: qualified, date: day, status: z.enum(UNIT_STATUSES), rows: amount, reason: z.string().nullable() },
          ...{ attempts: amount.nullable(), duration_ms: amount.nullable(), fingerprint: z.string().nullable(), input_digest: z.string().nullable() },
        }),
      )
      .optional(),
  }),
  status: document('status', { running: running.nullable(), last_run: run.nullable() }),
  why: document('why', {
    table: qualified,
    key: z.string(),
    hash: hash.nullable(),
    recipe: z.string().nullable(),
    history: z.array(
      z.strictObject({
        run: amount.nullable(),
        at: z.iso.datetime().nullable(),
        kind: z.enum(['created', 'inserted', 'updated', 'deleted']),
        fields: z.array(changedField),
        reasons: z.array(z.string().min(1)),
        causes: z.array(cause),
      }),
    ),
  }),
  asof: document('asof', {
    table: qualified,
    known_at: z.string(),
    rows: z.array(z.custom<Row>(value => typeof value === 'object' && value !== null)),
    differs: z.array(z.strictObject({ key: z.string(), field: z.string(), then: z.custom<Value>(), now: z.custom<Value>() })),
  }),
  coverage: document('coverage', covered),
  tables: document('tables', tables),
  formats: document('formats', {
    formats: z.array(
      z.strictObject({
        name: z.string(),
        recognised_by: z.string(),
        tables: z.array(qualified),
        columns: z
          .array(z.strictObject({ name: z.string(), needed: z.boolean(), meaning: z.string().min(1), feeds: z.array(z.string()) }))
          .optional(),
      }),
    ),
  }),
  sql: document('sql', {
    columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
    rows: z.array(z.custom<Row>(value => typeof value === 'object' && value !== null)),
  }),
  changes: document('changes', written),
  export: document('export', written),
  simulate: document('simulate', written),
  copy: document('copy', compared),
  parity: document('parity', compared),
  doctor: document('doctor', {
    findings: z.array(
      z.strictObject({
        severity: z.enum(['error', 'warning', 'note']),
        object: z.string(),
        found: z.string(),
        expected: z.string(),
        repair: z.string().min(1),
      }),
    ),
    about: z
      .strictObject({
        ...{ backcourt: z.string(), runtime: z.string(), engine: z.string(), layout: z.string().nullable(), version: amount.nullable() },
        ...{ file_bytes: amount, log_bytes: amount, free_bytes: amount },
      })
      .optional(),
    feeds: z
      .array(z.strictObject({ table: qualified, feed: z.string(), rows: amount, first_date: day.nullable(), last_date: day.nullable() }))
      .optional(),
    quarantine: z.array(z.strictObject({ table: qualified, reason: z.string(), rows: amount, example: z.string() })).optional(),
    fixed: z.array(z.string()).optional(),
    restored: z.array(z.string()),
  }),
  completeness: document('completeness', {
    files: written.files.optional(),
    windows: z.array(windowName),
    entities: z.array(
      z.strictObject({
        ...{ entity: z.string(), date: day, window: windowName, expected: amount, known: amount, share: share.nullable() },
        ...{ state: z.enum(['complete', 'incomplete', 'unknown']), missing: z.array(day) },
        class: z.enum(['did not play', 'data gap', 'not enough history', 'no schedule']).nullable(),
        repair: z.string().nullable(),
      }),
    ),
    by_date: z.array(z.strictObject({ date: day, window: windowName, complete: amount, incomplete: amount, unknown: amount })),
    gaps: z.array(
      z.strictObject({
        ...{ game: z.string(), date: day, teams: z.array(z.string()), status: z.enum(['no facts', 'no row']), windows: amount, repair: z.string() },
      }),
    ),
  }),
  publish: document('publish', {
    ...written,
    manifest: z.strictObject({
      ...{ backcourt: z.string(), published_at: z.iso.datetime(), previous: z.iso.datetime().nullable() },
      range: z.strictObject({ first: day, last: day }),
      tables: z.array(
        z.strictObject({
          ...{ table: qualified, rows: amount, first_date: day.nullable(), last_date: day.nullable(), digest: z.string(), recipe: z.string() },
          changes: z.strictObject({ inserted: amount, updated: amount, deleted: amount }).nullable(),
          files: z.array(z.strictObject({ path: z.string(), bytes: amount, sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
        }),
      ),
    }),
  }),
  validate: document('validate', {
    checks: z.array(
      z.strictObject({
        ...{ check: z.string().regex(/^[a-z_]+$/), table: qualified, meaning: z.string().min(1) },
        ...{ rows_checked: amount, failing: amount, not_checkable: amount },
        examples: z.array(z.strictObject({ key: z.string().min(1), found: z.string().min(1) })),
        next: z.string().nullable(),
      }),
    ),
    leaks: z.strictObject({ games: amount, dates: z.array(day), seed: amount }).optional(),
  }),
  report: document('report', {
    ...{ range: z.strictObject({ first: day, last: day }), since: amount, last_run: amount },
    sections: z.array(
      z.strictObject({
        ...{ title: z.string().min(1), text: z.string().min(1) },
        figures: z.array(
          z.strictObject({
            name: z.string().min(1),
            value: z.union([z.number(), z.string(), z.null()]),
            unit: z.string().nullable(),
            query: z.string().min(1),
          }),
        ),
      }),
    ),
  }),
  hashVerify: document('hash verify', {
    tables: z.array(
      z
        .strictObject({
          ...{ table: z.string(), recipe: z.string(), rows: amount, equal: amount, different: amount, absent: amount },
          matched_by_rule: z.array(z.strictObject({ rule: z.string(), rows: amount })),
          examples: z.array(z.strictObject({ key: z.string(), stored: z.string(), recomputed: hash })),
        })
        .refine(({ rows, equal, different, absent }) => rows === equal + different + absent),
    ),
  }),
  hashStamp: document('hash stamp', {
    tables: z.array(z.strictObject({ table: z.string(), recipe: z.string(), stamped: amount, already: amount })),
  }),
  hashExplain: document('hash explain', {
    ...{ table: z.string(), key: z.string(), recipe: z.string(), rule: z.string().nullable(), text: z.string(), hash, stored: z.string().nullable() },
    fields: z.array(
      z.strictObject({
        name: z.string(),
        type: z.enum(['str', 'int', 'float', 'bool', 'date', 'instant']),
        value: z.custom<Value>(),
        text: z.string(),
      }),
    ),
  }),
  fetch: document('fetch', {
    requests: amount,
    files: z.array(z.strictObject({ path: z.string(), url: z.url(), status: amount, bytes: amount, changed: z.boolean() })),
    failures: z.array(z.strictObject({ url: z.url(), status: amount.nullable(), error: z.string().min(1) })),
    running: z.array(z.string().length(10)),
    import: z.strictObject(imported).nullable(),
    backfill: z.strictObject(backfilled).nullable(),
    circuits: z.array(z.strictObject({ host: z.string(), until: z.iso.datetime(), why: z.string() })),
    due: z.array(z.strictObject({ url: z.url(), reason: z.string().min(1) })).optional(),
    terms: z.string().optional(),
  }),
  corrections: document('corrections', {
    corrections: z.array(
      z.strictObject({
        ...{ noticed_at: z.iso.datetime(), import: amount, table: qualified, game_id: z.string(), date: day, who: z.string() },
        fields: z.array(rawField).min(1),
        ...{ file: z.string(), row: amount, moved: z.array(z.strictObject({ table: qualified, rows: amount })) },
      }),
    ),
  }),
  remove: document('remove', { removed: z.array(z.strictObject({ table: qualified, key: z.string() })) }),
  completion: document('completion', { shell: z.string(), script: z.string() }),
  demo: document('demo', {
    simulate: z.strictObject(written),
    import: z.strictObject(imported),
    backfill: z.strictObject(backfilled),
    coverage: z.strictObject(covered),
  }),
}

/** The document of an error. */
export const ERROR_DOCUMENT: z.ZodType<{ readonly command: string; readonly error: documents.ErrorMember }> = z.strictObject({
  command: z.string(),
  version: z.string(),
  ok: z.literal(false),
  error,
  warnings: z.array(z.string()).length(0),
})
