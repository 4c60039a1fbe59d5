import type { AddVerb } from '../verb.ts'
import { addApply } from './apply.ts'
import { addAsOf } from './asof.ts'
import { addBackfill } from './backfill.ts'
import { addChanges } from './changes.ts'
import { addCompletion } from './completion.ts'
import { addCompleteness } from './completeness.ts'
import { addCorrections } from './corrections.ts'
import { addCopy } from './copy.ts'
import { addCoverage } from './coverage.ts'
import { addDemo } from './demo.ts'
import { addDoctor } from './doctor.ts'
import { addExport } from './export.ts'
import { addFetch } from './fetch.ts'
import { addFormats } from './formats.ts'
import { addHash } from './hash.ts'
import { addImport } from './import.ts'
import { addParity } from './parity.ts'
import { addPlan } from './plan.ts'
import { addPublish } from './publish.ts'
import { addRemove } from './remove.ts'
import { addReport } from './report.ts'
import { addResume } from './resume.ts'
import { addRetry } from './retry.ts'
import { addRuns } from './runs.ts'
import { addServe } from './serve.ts'
import { addSimulate } from './simulate.ts'
import { addSql } from './sql.ts'
import { addStatus } from './status.ts'
import { addTables } from './tables.ts'
import { addValidate } from './validate.ts'
import { addWhy } from './why.ts'

/** Every verb, in the order in which help lists them. A verb that is not listed here does not exist. */
export const verbs: readonly AddVerb[] = [
  addDemo,
  addSimulate,
  addFetch,
  addImport,
  addRemove,
  addFormats,
  addPlan,
  addApply,
  addBackfill,
  addRetry,
  addResume,
  addCoverage,
  addCompleteness,
  addValidate,
  addWhy,
  addAsOf,
  addChanges,
  addCorrections,
  addHash,
  addRuns,
  addStatus,
  addReport,
  addTables,
  addSql,
  addExport,
  addPublish,
  addCopy,
  addParity,
  addServe,
  addDoctor,
  addCompletion,
]
