import type { protection as base } from '../ru/protection.ts'
import type { Words } from '../words.ts'

export const protection: Words<typeof base> = {
  title: 'Protecting the file',
  off: 'The data file is not encrypted: whoever takes this computer or a copy of the file can read names, IINs and health notes.',
  keyring:
    'This computer can keep the key: the file opens by itself while you sign in to the computer under your name.',
  noKeyring:
    'This computer has no store for keys. Think of a passphrase: the program asks for it at every start.',
  whatHappens:
    'The file and its copies beside it are encrypted and the plain ones overwritten; journals of other files that were put aside are erased. Saved Excel and PDF files are not encrypted.',
  passphrase: 'Passphrase',
  passphraseToo: 'Passphrase (optional)',
  newPassphrase: 'New passphrase',
  passphraseHint:
    'At least {{least}} characters. Several words are easier to remember than a hard one.',
  show: 'Show what is typed',
  protect: 'Protect the file',
  done: 'The file is protected. Now make the recovery code and print it.',
  on: 'The data file, its journal and its copies are encrypted. They open by what is ticked below, and by nothing else.',
  way: {
    system: 'Signing in to this computer',
    code: 'Recovery code',
    passphrase: 'Passphrase',
  },
  isThere: 'yes',
  isNot: 'no',
  code: 'Recovery code',
  codeText:
    'Needed when the computer breaks, or the passphrase or a coordinator’s PIN is forgotten. Without any of these nobody can open the data.',
  makeCode: 'Make the recovery code',
  print: 'Print',
  setPassphrase: 'Save the passphrase',
  passphraseSet: 'The passphrase is saved',
  copies: 'Copies',
  copiesText:
    'A copy opens by the same key. In the second folder the key file bastau.key lies beside the copies; when you copy the data file by hand, take bastau.key along: without it the recovery code opens nothing.',
  stillReadable:
    'These copies are not encrypted: they are damaged, or their folder is not there now. Connect it, or delete what nobody needs:',
  secret: 'Recovery code or passphrase',
  secretHint: 'The code may be typed without dashes, in capital or small letters.',
  open: 'Open the file',
  problem: {
    mistyped: 'The code has a typing mistake. Compare it with the paper and correct it.',
    wrong: 'This is neither the code nor the passphrase of this file. Check it and type it again.',
  },
  noCode:
    'The data file is protected, but there is no recovery code yet: if the computer breaks, nobody can open the data.',
  toCode: 'Make the code',
}
