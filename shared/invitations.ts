// How people come to a board by invitation, as it travels between the page and the server: invitations, who is in, their
// sessions, and what was done about all of that. The secret of an invitation is in no answer but the one that makes it.
import { z } from 'zod';
import { BoardId, Localised, PartyId } from './board.ts';
import { Authority, Role, SeatId } from './seats.ts';

/** 256 random bits, as an invitation's link carries them behind its `#`. */
export const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** By which a seat's own delegation and the chair call whoever holds it. */
export const PersonName = z
  .string()
  .max(400)
  .transform((name) => name.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .pipe(z.string().max(80));
const GivenName = PersonName.pipe(z.string().min(1));

/** Case decides nothing in an address as people write it. */
export const EmailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());

// ---- before anything else

/** `GET /session` */
export const SessionAnswer = z.object({
  seats: z.enum(['open', 'invite']),
  signIn: z.object({ issuerName: z.string() }).nullable(),
  who: z.object({ email: z.string(), name: z.string().nullable() }).nullable(),
  mayMakeBoards: z.boolean(),
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

// ---- accepting an invitation

/** `POST /invitations/look` */
export const LookRequest = z.object({ secret: Secret });
export const InvitationLook = z.object({
  board: BoardId,
  title: Localised,
  party: PartyId.nullable(),
  partyLabel: Localised.nullable(),
  role: Role,
  expiresAt: z.int(),
  /** Whoever accepts it must be signed in as this address. */
  email: z.string().nullable(),
});
export type InvitationLook = z.infer<typeof InvitationLook>;

/** `POST /invitations/accept` */
export const AcceptRequest = z.object({ secret: Secret, name: GivenName });
export const SeatAnswer = z.object({
  id: SeatId,
  name: z.string(),
  party: PartyId.nullable(),
  role: Role,
});
export const Accepted = z.object({ token: z.string(), seat: SeatAnswer, board: BoardId });
export type Accepted = z.infer<typeof Accepted>;

/** `POST /boards/:board/join`; an invitation's secret says which seat it is, whatever else is asked for. */
export const JoinRequest = z.object({
  name: GivenName,
  party: PartyId.nullable(),
  role: Role,
  invite: z.string().max(200).optional(),
});
export type JoinRequest = z.infer<typeof JoinRequest>;

// ---- making and revoking invitations

export const MOST_USES = 500;
export const MOST_HOURS = 2160;

/** `POST /boards/:board/invitations` */
export const InvitationRequest = z.object({
  party: PartyId.nullable(),
  role: Role,
  uses: z.int().min(1).max(MOST_USES),
  hours: z.int().min(1).max(MOST_HOURS),
  email: EmailAddress.optional(),
});
export type InvitationRequest = z.infer<typeof InvitationRequest>;

export const InvitationId = z.string().regex(/^[a-z0-9]{1,40}$/);
export const Invitation = z.object({
  id: InvitationId,
  party: PartyId.nullable(),
  role: Role,
  /** For how many people it is, and how many have accepted it. */
  uses: z.int(),
  used: z.int(),
  email: z.string().nullable(),
  expiresAt: z.int(),
  createdAt: z.int(),
  createdBy: SeatId,
  revokedAt: z.int().nullable(),
});
export type Invitation = z.infer<typeof Invitation>;
export const InvitationMade = z.object({ invitation: Invitation, secret: Secret });
export const InvitationsAnswer = z.object({ invitations: z.array(Invitation) });

// ---- people and their sessions

export const SessionId = z.string().regex(/^[a-z0-9]{1,40}$/);
export const SeatSession = z.object({ id: SessionId, createdAt: z.int(), lastUsedAt: z.int() });
export type SeatSession = z.infer<typeof SeatSession>;

/** `GET /boards/:board/people`; names and sessions as far as the seat that asks may see them. */
export const Person = z.object({
  seat: SeatId,
  party: PartyId.nullable(),
  role: Role,
  name: z.string().nullable(),
  present: z.boolean(),
  /** Where a member may write; null for whoever needs no such word. */
  authority: Authority.nullable(),
  sessions: z.array(SeatSession),
});
export type Person = z.infer<typeof Person>;
export const PeopleAnswer = z.object({ people: z.array(Person) });

/** `PATCH /boards/:board/people/:seat`; an empty name erases it. */
export const RenameRequest = z.object({ name: PersonName });

/** `POST /boards/:board/seat/rotate` */
export const RotateAnswer = z.object({ token: z.string() });

// ---- what was done about all of that

/** Acts that matter for who gets in, each a word that screens put into sentences. */
export const AUDIT_ACTS = [
  'first-link',
  'board-made',
  'invitation-made',
  'invitation-revoked',
  'invitation-accepted',
  'invitation-refused',
  'session-opened',
  'session-rotated',
  'session-expired',
  'session-revoked',
  'session-left',
  'member-removed',
  'observer-removed',
  'name-corrected',
  'name-erased',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** How many entries are answered at a time. */
export const AUDIT_PIECE = 100;

/** `GET /boards/:board/audit?before=`, the newest first. Holds neither names nor secrets. */
export const AuditEntry = z.object({
  id: z.int(),
  at: z.int(),
  act: z.string(),
  /** The seat that did it; null: nobody who has one. */
  by: SeatId.nullable(),
  /** The seat, invitation or session that it was done about. */
  about: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditAnswer = z.object({ entries: z.array(AuditEntry) });
