import { type Studio, studioKeys } from '#contract/studio.ts'
import { fold } from './folding.ts'

/** How words for a studio begin, in Kazakh, Russian and English, folded. */
const beginnings: Record<Studio, readonly string[]> = {
  art: ['изо', 'рисов', 'худож', 'живопис', 'сурет', 'бейнелеу', 'art', 'painting', 'drawing'],
  dance: ['танц', 'танец', 'хореограф', 'би', 'danc'],
  acting: ['акт', 'театр', 'act', 'theat', 'drama'],
  computer: ['комп', 'comp'],
  music: ['муз', 'вокал', 'mus', 'vocal'],
}

/** The studio that words like «Изостудия», «танцы» or «Музыка» mean; null when they mean none. */
export function studioNamed(words: string): Studio | null {
  const folded = fold(words.trim())
  return (
    studioKeys.find((key) => beginnings[key].some((word) => folded.startsWith(fold(word)))) ?? null
  )
}
