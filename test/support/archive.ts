/** Zip archives, as spreadsheets are: taken apart, and put together otherwise than they should be. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** A file of an archive. */
export interface ArchiveFile {
  name: string
  content: Buffer
  /** What its head says of its length, bytes; its own when left out. */
  saidLength?: number
  /** What its head says of its sum; its own when left out. */
  saidSum?: number
}

const [fileHead, directoryHead, directoryEnd] = [0x04034b50, 0x02014b50, 0x06054b50]

/** The files of a sound archive, by its directory. */
export function filesOf(archive: Buffer): ArchiveFile[] {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'))
  const files: ArchiveFile[] = []
  let at = archive.readUInt32LE(end + 16)
  while (archive.readUInt32LE(at) === directoryHead) {
    const [method, packed] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)]
    const lengths = [28, 30, 32].map((place) => archive.readUInt16LE(at + place))
    const [nameLength = 0, extra = 0, comment = 0] = lengths
    const head = archive.readUInt32LE(at + 42)
    const start = head + 30 + archive.readUInt16LE(head + 26) + archive.readUInt16LE(head + 28)
    const bytes = archive.subarray(start, start + packed)
    files.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      content: method === 8 ? inflateRawSync(bytes) : Buffer.from(bytes),
    })
    at += 46 + nameLength + extra + comment
  }
  return files
}

/** An archive of these files. */
export function archiveOf(files: readonly ArchiveFile[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, saidLength, saidSum } of files) {
    const packed = deflateRawSync(content)
    const path = Buffer.from(name)
    // Version, flags, method, time and day, sum, sizes, lengths of the name and of what follows it.
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(saidSum ?? crc32(content), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(saidLength ?? content.length, 18)
    about.writeUInt16LE(path.length, 22)
    const head = Buffer.alloc(4)
    head.writeUInt32LE(fileHead)
    const mark = Buffer.alloc(6)
    mark.writeUInt32LE(directoryHead)
    mark.writeUInt16LE(20, 4)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    parts.push(head, about, path, packed)
    directory.push(mark, about, where, path)
    at += 30 + path.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(directoryEnd)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}
