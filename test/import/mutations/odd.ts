import type { Cell } from '../workspace.ts'

/** Values that no cell should have. */
export const ODD: readonly Cell[] = [
  ...['', 'NA', '-5', '1e99', '99999999999999999999', '12:75', '"', '\u0000', 'é', "'; drop table x; --", '=1+1', '10/45/2021', '2021-02-30', '\t'],
  ...['NaN', 'Infinity', '0x10', '1_000', '١٢', '🏀', 'null', '[]', '{"a":1}', 'x'.repeat(20_000), '1,5', '1 000', '+7', '7.0', '7.', '0', '-0'],
  ...[
    '0022199999',
    '401360152',
    'LAL',
    'a\nb',
    '2021-10-19T25:00:00Z',
    'PT99M99.00S',
    '\uFEFF',
    'true',
    '1e3',
    3.5,
    -1,
    1e21,
    0.1,
    true,
    false,
    null,
  ],
]
