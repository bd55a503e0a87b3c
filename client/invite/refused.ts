// Why an invitation opens nothing, as its page tells it.

export type Why = 'used' | 'expired' | 'revoked' | 'unknown' | 'offline' | 'later';

const WHY: Readonly<Record<string, Why>> = {
  'invitation-used': 'used',
  'invitation-expired': 'expired',
  'invitation-revoked': 'revoked',
  'no-invitation': 'unknown',
  'bad-request': 'unknown',
  offline: 'offline',
};

/** The server that cannot answer now is told apart from one that answers no: a good link is not to be thrown away. */
export const whyOf = (code: string): Why => WHY[code] ?? 'later';

/** Whether accepting was refused because of the invitation, rather than of what was asked with it. */
export const isOfInvitation = (code: string): boolean =>
  code.startsWith('invitation-') || code === 'no-invitation';
