import { type ImportPreviewInput, importRights, type people } from '#contract/people.ts'
import type { HandlersOf } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { type FileToImport, importFile, planFile } from './importing.ts'
import type { ImportStores } from './stores.ts'

/** The bytes of the file. Refuses `file_unreadable` for what is not base64. */
function fileOf({ contentBase64, ...file }: ImportPreviewInput): FileToImport {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(contentBase64)) {
    throw new DomainError('file_unreadable', { format: 'base64' })
  }
  return { ...file, bytes: Buffer.from(contentBase64, 'base64') }
}

type ImportMethods = Pick<typeof people, 'people.importPreview' | 'people.importCommit'>

export const importHandlers = (stores: ImportStores) =>
  ({
    async 'people.importPreview'({ db, clock, demand }, input) {
      const { kind, columns, fields, rows, counts, fingerprint } = await planFile(
        stores,
        db,
        clock.today(),
        fileOf(input),
      )
      demand(importRights[kind])
      return { kind, columns, fields, rows, counts, fingerprint }
    },

    async 'people.importCommit'(context, { fingerprint, ...file }) {
      const done = await importFile(stores, context, { ...fileOf(file), fingerprint })
      // Only now is it known what the table is of; what is refused is not written.
      context.demand(importRights[done.kind])
      return done
    },
  }) satisfies HandlersOf<ImportMethods>
