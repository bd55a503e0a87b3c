// The log's fingerprint, and what a browser that remembers it has to say.
export const record = {
  label: 'The record of this table',
  line: 'Record {{seq, number}}',
  about:
    'The number and the fingerprint of the newest row of this table’s log. Whoever reads the same fingerprint at the same number has the same log before them, to the last keystroke.',
  seen: 'This browser remembers it, and will say so if the table ever shows another past.',
  holds: 'This browser compared it with what it had seen before: all of that is still in it.',
  signed: 'Your moves are signed with a key that never leaves this browser.',
  unsigned: 'Your moves are not signed: this browser keeps no key for this seat.',
  key: 'The key on record:',
  strange:
    'The record shows a key for this seat that is not this browser’s, so nothing that you do here is taken. If you first sat down in another browser, use that one. If you did not, somebody else has put the key there: tell the other delegation, and take another seat.',
  download: 'Download the log, for verification',
  verify: 'To verify it without trusting this server:',
  another:
    'The table presents another log than the one this browser saw: row {{seq, number}}, {{print}}, is not in it. Something that was done has been changed or taken out. A table that was restored from an older copy looks the same: ask whoever runs it, and compare fingerprints with the other delegation before you go on.',
  accept: 'I know; go on with this log',
};
