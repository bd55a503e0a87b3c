// The page behind an invitation's link.
export const invite = {
  title: 'You are invited',
  asking: 'The invitation is being read…',
  to: 'Board',
  seat: 'Your seat',
  of: '{{role}}, {{party}}',
  until: 'Holds until',
  does: {
    head: 'You speak for the delegation: you negotiate its position, table it and initial.',
    member: 'You work in drafts; at the table you write where your head has authorised you.',
    chair: 'You run the sittings and the agenda, and decide no content.',
    observer: 'You read along as the text moves.',
  },
  name: 'Name you want to go by',
  seenBy: {
    head: 'Your own delegation and the chair see it. To everybody else you are: {{seat}}.',
    member: 'Your own delegation and the chair see it. To everybody else you are: {{seat}}.',
    chair: 'Nobody else sees it. To everybody else you are: {{seat}}.',
    observer: 'Only the chair sees it. To everybody else you are one of the observers.',
  },
  keeps: 'It is not part of the record, and can be corrected or erased at any time.',
  nameMissing: 'Say first by which name you want to go.',
  accept: 'Accept and sit down',
  accepting: 'Sitting down…',
  forWhom: 'This invitation is for {{email}}.',
  signInWith: 'Sign in with {{issuer}}',
  signInFirst: 'Sign in under this address, then you can accept it.',
  signedInAs: 'You are signed in as {{email}}. Sign in as {{asked}} to accept this invitation.',
  signInFailed: {
    refused: 'Signing in did not work, or was called off. Try it once more.',
    unverified:
      'The sign-in service does not vouch for the address of this account. Sign in with another, or have the address confirmed there.',
    late: 'Signing in took too long, or began in another browser. Begin once more.',
    away: 'The sign-in service cannot be reached at the moment. Try again in a few minutes; your invitation stays good.',
  },
  noSignIn: 'One cannot sign in on this server just now. Ask whoever invited you for another invitation.',
  refused: {
    used: {
      title: 'This invitation has been used',
      text: 'Everybody whom it was for has accepted it. Were you among them, your seat waits in the browser in which you accepted. If not, ask whoever sent you the link for a new one.',
    },
    expired: {
      title: 'This invitation has expired',
      text: 'It was good for a limited time only. Ask whoever sent you the link for a new one.',
    },
    revoked: {
      title: 'This invitation was taken back',
      text: 'It no longer opens a seat. Whoever sent you the link can tell you more.',
    },
    unknown: {
      title: 'No invitation is known by this link',
      text: 'Part of the link may have been lost on its way. Copy it once more, whole, or ask whoever sent it for a new one.',
    },
    later: { title: 'Not just now' },
    offline: {
      title: 'The server does not answer',
      text: 'Your invitation is not touched. Check the connection and try again.',
    },
  },
  again: 'Try again',
  lobby: 'To your boards',
};
