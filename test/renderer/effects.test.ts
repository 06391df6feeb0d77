import { describe, expect, test } from 'vitest'
import { unsafeEffects } from '#test/support/effects.ts'
import { windowSources } from '#test/support/syntax.ts'

const found = (text: string) => unsafeEffects([{ file: 'Screen.tsx', text }])

test('no effect and no ref of the window answers anything but its clean-up', () => {
  expect(windowSources().length).toBeGreaterThan(300)
  expect(unsafeEffects(windowSources())).toEqual([])
})

describe('what may answer a Promise in some browser is found', () => {
  test.each([
    'useEffect(() => element.current?.scrollIntoView(), [])',
    'useLayoutEffect(() => (element.current?.focus()), [])',
    'React.useEffect(() => onChange(draft), [draft])',
    'useEffect(() => { return element.scrollTo(0, 0) }, [])',
    'useEffect(() => { if (open) { return element.scrollTo(0, 0) } }, [open])',
    'useEffect(async () => { await load() }, [])',
    'useEffect(function () { return open && (() => close()) }, [])',
    'const scroll = () => element.scrollIntoView(); useEffect(scroll, [])',
    'useEffect(props.onOpen, [])',
    "import { useEffect as after } from 'react'; after(() => element.scrollIntoView(), [])",
    'useDidUpdate(() => element.scrollIntoView(), [])',
    'const a = <div ref={(element) => element?.focus()} />',
    'const focus = (element) => element?.focus(); const a = <div ref={focus} />',
    'const focus = useCallback((element) => element?.focus(), []); const a = <div ref={focus} />',
    'const a = <Field inputRef={(element) => element?.focus()} />',
  ])('%s', (text) => expect(found(text)).toEqual(['Screen.tsx:1']))
})

describe('what answers nothing or a clean-up is left alone', () => {
  test.each([
    'useEffect(() => { element.current?.scrollIntoView() }, [])',
    'useEffect(() => { const timer = setInterval(tick); return () => clearInterval(timer) }, [])',
    'useEffect(() => { if (!open) return; const sizes = all.map((one) => { return one.size }) }, [])',
    'function follow() { window.focus() } useEffect(follow, [])',
    'const element = useRef(null); const a = <div ref={element} />',
    'const a = <div ref={(element) => { element?.focus() }} />',
    'const [panel, setPanel] = useState(null); const a = <div ref={setPanel} />',
  ])('%s', (text) => expect(found(text)).toEqual([]))
})
