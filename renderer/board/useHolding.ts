import { useMemo, useRef } from 'react'
import { sameLanding } from './geometry.ts'
import { type Held, type InteractionStore, interactionStore } from './interaction.ts'
import type { BoardItem, BoardLine, BoardProps, Landing, Verdict } from './types.ts'

/** An item is held still for so long before all the rules are asked, milliseconds. */
const STILL = 120

/** Taking up an item or free time, carrying it, letting it go. */
export interface Holding {
  readonly store: InteractionStore
  take(kind: Held['kind'], by: Held['by'], item: BoardItem | null, origin: Landing): void
  /** Takes up an item that is on no line yet. */
  takeIn(item: BoardItem): void
  carry(landing: Landing): void
  /** Lets go: free time is chosen, an item is moved when it is elsewhere than before. */
  drop(): void
  abandon(): void
}

type Asked<Item extends BoardItem> = Pick<
  BoardProps<BoardLine, Item>,
  'inTheWay' | 'mayLand' | 'onMove' | 'onSelect'
>

/** The line of what is on no line yet. */
export const NOWHERE = ''

/** Whether what is held is where it was: what keeps its place along the axis went to no other line. */
const isHome = ({ item, origin }: Held, landing: Landing): boolean =>
  item?.keeps ? origin.lineId === landing.lineId : sameLanding(origin, landing)

/** Holds at most one thing. The verdict follows it: what is known at once, then all the rules. */
export function useHolding<Item extends BoardItem>(
  latest: { readonly current: Asked<Item> },
  itemOf: (id: string) => Item | undefined,
): Holding & { takeIn(item: Item): void } {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const known = useRef(itemOf)
  known.current = itemOf
  return useMemo(() => {
    const store = interactionStore()
    const held = (): Held | null => store.get().held
    let brought: Item | null = null
    const itemHeld = ({ item }: Held): Item | undefined =>
      item ? (known.current(item.id) ?? (brought?.id === item.id ? brought : undefined)) : undefined
    const judge = (item: Item, landing: Landing): Verdict => {
      const words = latest.current.inTheWay(item, landing)
      if (words !== null) return { state: 'refused', words }
      timer.current = setTimeout(() => {
        void latest.current.mayLand(item, landing).then(
          (verdict) => answer(landing, verdict),
          () => answer(landing, { state: 'free' }),
        )
      }, STILL)
      return { state: 'checking' }
    }
    const answer = (landing: Landing, verdict: Verdict): void => {
      const now = held()
      if (now && !now.settling && sameLanding(now.landing, landing))
        store.set({ held: { ...now, verdict } })
    }
    const release = (): void => {
      clearTimeout(timer.current)
      store.set({ held: null })
    }
    const take: Holding['take'] = (kind, by, item, origin) => {
      clearTimeout(timer.current)
      const verdict: Verdict = { state: 'free' }
      store.set({
        hover: null,
        held: { kind, by, item, origin, landing: origin, verdict, settling: false },
      })
    }
    return {
      store,
      take,
      takeIn: (item: Item) => {
        brought = item
        const { start, end } = item
        take('carry', 'pointer', item, { lineId: NOWHERE, start, length: end - start })
      },
      carry: (landing) => {
        const now = held()
        if (!now || now.settling || sameLanding(now.landing, landing)) return
        clearTimeout(timer.current)
        const item = itemHeld(now)
        const verdict: Verdict =
          item && !isHome(now, landing) ? judge(item, landing) : { state: 'free' }
        store.set({ held: { ...now, landing, verdict } })
      },
      drop: () => {
        const now = held()
        if (!now || now.settling) return
        const item = itemHeld(now)
        if (!now.item) {
          release()
          latest.current.onSelect(now.landing)
        } else if (!item || isHome(now, now.landing)) {
          release()
        } else {
          clearTimeout(timer.current)
          const settling: Held = { ...now, settling: true }
          store.set({ held: settling })
          const settle = (): void => {
            if (held() === settling) store.set({ held: null })
          }
          latest.current.onMove(item, now.landing, now.verdict).then(settle, settle)
        }
      },
      abandon: release,
    }
  }, [latest])
}
