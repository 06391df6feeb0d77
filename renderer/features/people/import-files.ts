import { ServiceError } from '../../lib/client.ts'

/** A file chosen for import, as the service takes it. */
export interface ChosenFile {
  id: string
  fileName: string
  contentBase64: string
}

/** What the service reads at most, bytes. */
const MOST_BYTES = 8 * 1024 * 1024

/** Reads a file of the person's. Throws `too_large` and `file_unreadable`. */
export async function readChosen(file: File): Promise<ChosenFile> {
  if (file.size > MOST_BYTES) throw new ServiceError('too_large')
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new ServiceError('file_unreadable'))
    reader.readAsDataURL(file)
  })
  return {
    id: crypto.randomUUID(),
    fileName: file.name,
    contentBase64: address.slice(address.indexOf(',') + 1),
  }
}
