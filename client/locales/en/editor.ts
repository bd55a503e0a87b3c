// Words within a clause's text and about it.
export const editor = {
  chair: 'Chair',
  only: '{{party}} only: ',
  proposed: 'Proposed by the Chair: ',
  whose: '{{party}}: ',
  caret: '{{party}}, {{role}}',
  role: {
    head: 'head',
    member: 'member',
    chair: 'chair',
    observer: 'observer',
  },
  bracketed: 'Bracketed: {{words}}',
  paragraph: 'new paragraph',
  noValue: 'not given',
  empty: 'No text yet. What is typed here is one’s own side’s proposal.',
};
