import type { errors as base } from '../ru/errors.ts'
import type { Words } from '../words.ts'

export const errors: Words<typeof base> = {
  bad_request: 'Some fields are not right. Check the marked fields and save again.',
  too_large: 'The file is too large. Split it into parts of up to 8 MB.',
  unknown_method:
    'The window and the data service are of different versions. Close the program and open it again.',
  not_found:
    'This record is no longer there. It may have been removed or merged; look at the list.',
  rules_refused:
    'This cannot be booked: the rules below forbid it. Take one of the offers instead.',
  sign_in_required: 'Sign in first: choose your name and enter your PIN.',
  not_allowed: 'This is for other members of staff: {{roles}}. Ask one of them.',
  coordinator_only: 'A coordinator does this, under their own name.',
  override_not_allowed:
    'You cannot override this rule. A coordinator may book it and write the reason.',
  secret_wrong: 'The PIN does not match. Check the keyboard layout and enter it again.',
  secret_missing: 'This member has no PIN. A coordinator gives it.',
  secret_weak:
    'Such a PIN is easily guessed. It needs {{least}} signs or more, not in a row and not all the same.',
  sign_in_later: 'The PIN was wrong several times. Try again in {{seconds}} s.',
  recovery_code_wrong: 'The recovery code does not match. Compare it with the printed one.',
  access_key_wrong:
    'The key of the script does not match or was taken back. A coordinator makes a new one.',
  last_coordinator:
    'This is the last coordinator with a PIN: nobody could let others in any more. First give another coordinator a PIN.',
  session_marked:
    'The session is marked already: {{who}}, {{when}}. Take the mark back first, then change it.',
  session_cancelled: 'The session is cancelled. Restore it first, then mark or change it.',
  not_begun:
    'The session has not begun: {{when}}. Until then nobody has come or stayed away; only an absence with a reason is marked ahead.',
  not_in_session:
    'This session has no such thing: there is nothing to replace or exchange. Take it out of the selection.',
  session_stands:
    'The session takes place as it is: there is nothing to restore. Look at the screen anew.',
  nothing_to_shift: 'Nothing is moved: say by how many minutes or days.',
  changed_since: 'It has been changed since. Look at it as it is now and change it by hand.',
  since: {
    who: 'It has been changed since ({{who}}). Look at it as it is now and change it by hand.',
    what: 'It has been changed since ({{who}}): {{what}}. Look at it as it is now and change it by hand.',
  },
  nothing_to_undo: 'There is nothing to undo: this change has been taken back already.',
  already_away:
    'There is an entry for these days already: {{name}}, {{from}} – {{until}}. Change that one.',
  in_use: 'It is used in sessions. Free those sessions first.',
  iin_invalid: 'The IIN is wrong: its check digit does not fit. Compare it with the document.',
  iin_taken: 'Another person has this IIN. Open that file and compare.',
  same_person: 'A person with this name and birth date is known. Is it the same one or another?',
  file_empty: 'The file has no rows. Choose another file.',
  file_unreadable: 'The file cannot be read. Save it as an XLSX or CSV table and choose it again.',
  file_too_many_rows: 'The file has too many rows; up to {{limit}} are read. Split it into parts.',
  file_kind_unknown: 'It is not clear what the table holds. Choose its kind in the list above.',
  copy_damaged:
    'This copy is damaged and cannot be put back: {{path}}. Choose another in the list.',
  copy_key_missing:
    'There is no key file beside this copy: {{path}}. Put the one there that lay with it, and try again: without it the code opens nothing either.',
  copy_key_wrong:
    'It does not fit this copy. Type the recovery code or the passphrase of the file that it was made of.',
  protect_first:
    'This copy is protected and the file here is not. Protect it first (Settings → Protecting the file), then try again.',
  folder_inside:
    '{{path}} lies in the data folder: if the disk fails, both are lost. Choose another disk or a stick.',
  keeping_not_allowed:
    'Putting back a copy and choosing the folder of copies is the coordinator’s. Choose a coordinator at the top right.',
  file_newer: 'The data file was made by a newer version of the program. Update the program.',
  file_damaged:
    'The data file is damaged. Put back the last copy in Settings → Copies; the damaged file is kept.',
  file_foreign:
    '{{path}} belongs to another program. Take it away, or start this program with another folder.',
  file_not_database:
    '{{path}} is not a data file of this program. Put back the last copy in Settings → Copies; this file is kept.',
  file_blank:
    'The data file {{path}} is empty: it seems that it was not copied to the end. Put back the last copy in Settings → Copies; if there were no data yet, delete it.',
  file_missing:
    'The data file is gone: {{path}}. Its copies or its journal lie beside it. Put the file back and try again, or put back a copy in Settings → Copies; to begin anew, take them out of the folder.',
  file_altered:
    'Another program has changed the data file: parts that it needs are missing ({{names}}). Do not work with it. Put back the last copy in Settings → Copies and tell whoever installed the program.',
  file_replaced:
    'The data file was replaced while the program was running: this change is not in the new one. The former file is kept: {{kept}}. Press “Try again” to open the new one.',
  file_locked:
    'Another program holds the data file {{path}} (copying, antivirus). Wait until it is done or close it, and try again.',
  file_is_folder:
    'There is a folder where the data file should be: {{path}}. Rename it or take it away, and try again.',
  link_dangling:
    '{{path}} is a link to a file that is not there. Connect the disk on which it lies or remove the link, and try again.',
  key_needed:
    'The data file is protected, and this computer does not know its key. Enter the recovery code or the passphrase.',
  key_missing:
    'The key of the protected file is gone: {{path}}. It lies beside the data file: put it back from a copy and try again. Without the key file the recovery code opens nothing.',
  key_wrong:
    'The key does not fit the file: {{path}}. Check the recovery code or the passphrase; if the file was put back from a copy, put the key file of that copy beside it and try again.',
  folder_missing:
    'The folder {{path}} is not there and cannot be made. Connect the disk on which it lies, and try again.',
  folder_is_file:
    'There is a file where the data folder should be: {{path}}. Rename it or take it away, and try again.',
  folder_readonly:
    'The data folder can only be read: {{path}}. Take the write protection off the disk or folder, and try again.',
  access_denied:
    'You have no right to {{path}}. Sign in to the computer under the name you worked with, or ask for the right, and try again.',
  import_stale: 'The records changed while you looked. Check the new preview and press again.',
  group_unfinished:
    'The group has no place or no weekly times yet. Enter them in the group and try again.',
  credit_spent: 'This make-up place has been used, or has expired.',
  note_closed:
    'Another psychologist ({{name}}) wrote this note, and it opens for them alone. A coordinator can hand their notes over: Settings, “Sign-in and rights”.',
  note_locked:
    'The PIN is new, and a coordinator passes on the key of the notes: they open as soon as a coordinator has signed in.',
  psychologist_only:
    'Only the psychologist of this appointment sees the note. If that is you, choose yourself at the top right.',
  feast_elsewhere:
    '{{feast}} will be about {{date}}, and this day is too far from it. Check the date.',
  course_started:
    'This can no longer be changed: somebody has arrived or been marked. Change the day of departure or mark who left.',
  arrival_outside_course:
    'The course runs from {{from}} to {{until}}: somebody can only have come within it. Correct the day.',
  arrival_ahead:
    'That day has not come yet. If they come later, enter it as planned: “Expected from”.',
  departure_before_arrival:
    'They would have left before they came ({{from}}). Correct the day of departure, or first that of arrival.',
  departure_ahead:
    'That day has not come yet. If they leave earlier, enter it as planned: “Expected until”.',
  not_arrived: 'No arrival is recorded, so there is nothing to correct. Look at the screen anew.',
  not_left: 'No departure is recorded, so there is nothing to correct. Look at the screen anew.',
  plan_outside_course:
    'The course runs from {{from}} to {{until}}: the plan must be within it, with the departure after the arrival.',
  plan_passed:
    'That day is over. Record what happened: “Has arrived” or “Has left”, with that day.',
  away_outside_stay:
    'Nights away must be between arrival and departure ({{from}} – {{until}}), one night at least.',
  away_twice:
    'They are already recorded as away in these nights: {{from}} – {{until}}. Change that entry.',
  away_then:
    'They are away in these nights ({{from}} – {{until}}) and have left the bed to others. If they are back earlier, change the day of return.',
  not_empty: 'There are records already, so the sample centre cannot be loaded.',
  busy: 'Another change is being written. Try again in a few seconds.',
  disk_full:
    'The disk is full, nothing was saved. Delete what is not needed, empty the bin, and try again.',
  disk_failed:
    'The disk does not read or write the data file: {{path}}. Check that it is connected; if it is sound, restart the computer. Try again.',
  service_lost:
    'The data service was lost. Check whether your change was saved, and repeat it if need be.',
  internal: 'The program made an error and nothing was saved. Report the number: {{logId}}.',
  printer_failed: 'The printer did not print. Check that it is on, or save the sheet to a file.',
  file_failed: 'The file was not saved. Choose another folder and try again.',
}
