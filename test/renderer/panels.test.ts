import { expect, test } from 'vitest'
import {
  all,
  isFunction,
  isNode,
  type Node,
  nameOf,
  treeOf,
  windowSources,
} from '#test/support/syntax.ts'

/** Components that show a side panel and that another file can show unguarded. */
function unguarded(tree: Node): string[] {
  const body = tree.body as Node[]
  return body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return []
    const declaration = statement.declaration
    if (!isNode(declaration) || !isFunction(declaration)) return []
    const shows = all(declaration).some(
      (node) => node.type === 'JSXOpeningElement' && nameOf(node.name) === 'SidePanel',
    )
    return shows ? [nameOf(declaration.id)] : []
  })
}

const found = (text: string) => unguarded(treeOf({ file: 'Panel.tsx', text }))

test('a panel that breaks never takes the board with it: each that a screen opens is guarded', () => {
  const all = windowSources().flatMap((source) =>
    unguarded(treeOf(source)).map((name) => `${source.file}: ${name}`),
  )
  expect(all).toEqual([])
})

test('one that is not guarded is found', () => {
  expect(found('export function HorsePanel() { return <SidePanel title="" /> }')).toEqual([
    'HorsePanel',
  ])
  expect(
    found('export const HorsePanel = asPanel(function HorsePanel() { return <SidePanel /> })'),
  ).toEqual([])
})
