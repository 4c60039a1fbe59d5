import type { Endpoint } from '../../serve/endpoint.ts'
import { exportedEndpoint, sqlEndpoint } from './sql.ts'
import { verbEndpoints } from './verbs.ts'
import { viewEndpoints } from './views.ts'

/** What is answered below `/api/`: verbs that only read, with the documents of `--json`, and what the views of the page need beside them. */
export function servedEndpoints(status: Endpoint): ReadonlyMap<string, Endpoint> {
  return new Map(Object.entries({ status, ...verbEndpoints, sql: sqlEndpoint, exported: exportedEndpoint, ...viewEndpoints }))
}
