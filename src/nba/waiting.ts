/** Inputs that no feed can give yet; columns that need one are NULL and say so. */
export const WAITING = {
  publicBetting: 'public betting shares',
} as const
