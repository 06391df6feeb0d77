/** The syntax tree of a source, for rules over its shape. */
import { globSync, readFileSync } from 'node:fs'
import { parseSync } from 'vite'

export interface Source {
  file: string
  text: string
}

export interface Node {
  type: string
  start: number
  [key: string]: unknown
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

export const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

export const all = (node: Node): Node[] => [node, ...childrenOf(node).flatMap(all)]

export const isFunction = (node: Node): boolean =>
  node.type === 'ArrowFunctionExpression' ||
  node.type === 'FunctionExpression' ||
  node.type === 'FunctionDeclaration'

export const nameOf = (node: unknown): string =>
  isNode(node) ? String(node.name ?? nameOf(node.property)) : ''

/** What stands in brackets, after `as` or before `!`. */
export function inner(node: Node): Node {
  const within = ['ParenthesizedExpression', 'TSAsExpression', 'TSNonNullExpression']
  return within.includes(node.type) ? inner(node.expression as Node) : node
}

/** The tree of a source. Throws what cannot be read as TypeScript. */
export function treeOf({ file, text }: Source): Node {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  return program as unknown as Node
}

/** Every source of the window. */
export const windowSources = (): Source[] =>
  globSync('renderer/**/*.{ts,tsx}').map((file) => ({ file, text: readFileSync(file, 'utf8') }))
