/**
 * Finds effects and refs that answer more than a clean-up.
 *
 * [Note: An effect answers nothing] React takes what an effect or a ref answers for its clean-up and
 * calls it later. `() => element.scrollIntoView()` answers nothing in one browser and a Promise in the
 * next; React then calls the Promise, and the whole screen breaks. The types of the browser do not tell
 * the two apart, so the shape of the source decides: a body in braces that returns nothing, or a
 * function.
 */
import {
  all,
  childrenOf,
  inner,
  isFunction,
  isNode,
  type Node,
  nameOf,
  type Source,
  treeOf,
} from './syntax.ts'

/** Statements of a function itself, not of those that stand in it. */
const ownNodes = (node: Node): Node[] =>
  childrenOf(node).flatMap((child) => (isFunction(child) ? [] : [child, ...ownNodes(child)]))

/** True when all that a function can answer is nothing, or a function. */
function answersCleanUpOnly(node: Node): boolean {
  const body = node.body as Node
  if (node.async || node.generator || body.type !== 'BlockStatement') return false
  return ownNodes(body)
    .filter((one) => one.type === 'ReturnStatement')
    .every(({ argument }) => !isNode(argument) || isFunction(inner(argument)))
}

/** Every effect and ref that may answer something else, as `file:line`. */
export function unsafeEffects(sources: readonly Source[]): string[] {
  const trees = sources.map((source) => ({ ...source, nodes: all(treeOf(source)) }))
  const declared = new Map<string, Node[]>()
  const declare = (name: string, node: unknown) => {
    if (isNode(node)) declared.set(name, [...(declared.get(name) ?? []), inner(node)])
  }
  // Effects under another name, `import { useEffect as after }`.
  const renamed = new Set<string>()
  for (const { nodes } of trees) {
    for (const node of nodes) {
      if (node.type === 'FunctionDeclaration') declare(nameOf(node.id), node)
      if (node.type === 'VariableDeclarator') declare(nameOf(node.id), node.init)
      if (node.type === 'ImportSpecifier' && isEffect(nameOf(node.imported))) {
        renamed.add(nameOf(node.local))
      }
    }
  }

  /** Follows a name to what it stands for; `useCallback(f)` and `useRef` answer f and no function. */
  function functionsIn(node: Node): Node[] {
    const value = inner(node)
    if (isFunction(value)) return [value]
    if (value.type === 'Identifier') return (declared.get(nameOf(value)) ?? []).flatMap(functionsIn)
    if (value.type === 'ConditionalExpression') {
      return [value.consequent, value.alternate].filter(isNode).flatMap(functionsIn)
    }
    if (value.type === 'CallExpression' && nameOf(value.callee) === 'useCallback') {
      return (value.arguments as Node[]).slice(0, 1).flatMap(functionsIn)
    }
    return []
  }

  return trees.flatMap(({ file, text, nodes }) =>
    nodes
      .filter((node) => {
        if (node.type === 'CallExpression') {
          const name = nameOf(node.callee)
          if (!isEffect(name) && !renamed.has(name)) return false
          const [effect] = node.arguments as Node[]
          const found = effect ? functionsIn(effect) : []
          // An effect that cannot be read here is no effect whose answer is known.
          return found.length === 0 || !found.every(answersCleanUpOnly)
        }
        if (node.type !== 'JSXAttribute' || !/^ref$|Ref$/.test(nameOf(node.name))) return false
        const value = node.value as Node | null
        const expression = value?.expression
        return isNode(expression) && !functionsIn(expression).every(answersCleanUpOnly)
      })
      .map(({ start }) => `${file}:${text.slice(0, start).split('\n').length}`),
  )
}

const isEffect = (name: string): boolean => /^use\w*(Effect|DidUpdate)$/.test(name)
