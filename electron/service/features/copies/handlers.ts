import type { copies } from '#contract/copies.ts'
import type { HandlersOf } from '../../context.ts'
import type { Keeper } from '../../db/copies/keeper.ts'

export const copiesHandlers = (keeper: Keeper): HandlersOf<typeof copies> => ({
  'copies.list': () => keeper.list(),
  'copies.make': () => keeper.make(),
  'copies.compare': (_context, { name }) => keeper.compare(name),
  'copies.unlock': (_context, { name, secret }) => keeper.unlock(name, secret),
  'copies.restore': (_context, { name }) => keeper.restore(name),
  'copies.useFolder': (_context, { folder }) => keeper.useFolder(folder),
})
