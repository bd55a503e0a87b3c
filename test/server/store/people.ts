// What every store has to do about people: seats, sessions, invitations and their audit. Part of the contract.
import { beforeEach, describe, expect, it } from 'vitest';
import type { InvitationRecord, SessionRecord } from '../../../server/store/people.ts';
import type { SeatRecord, Store } from '../../../server/store/port.ts';

export const seat = (change: Partial<SeatRecord> = {}): SeatRecord => ({
  board: 'a',
  seat: 'drc-1',
  party: 'drc',
  role: 'head',
  name: 'Amina',
  createdAt: 1000,
  ...change,
});

export const session = (change: Partial<SessionRecord> = {}): SessionRecord => ({
  id: 's1',
  board: 'a',
  seat: 'drc-1',
  tokenHash: 'hash-1',
  createdAt: 1000,
  lastUsedAt: 1000,
  rotation: null,
  ...change,
});

export const invitation = (change: Partial<InvitationRecord> = {}): InvitationRecord => ({
  id: 'i1',
  board: 'a',
  secretHash: 'secret-1',
  party: 'us',
  role: 'member',
  uses: 2,
  used: 0,
  email: null,
  expiresAt: 9000,
  createdAt: 1000,
  createdBy: 'chair-1',
  revokedAt: null,
  ...change,
});

/** @param opened the store of the moment, with the boards `a` and `b` */
export const describePeople = (opened: () => Store): void => {
  let store: Store;
  beforeEach(() => {
    store = opened();
  });
  const letIn = (
    who: Partial<SeatRecord> = {},
    by: Partial<SessionRecord> = {},
    use: string | null = null,
  ): Promise<void> => {
    const there = seat(who);
    return store.letIn({
      seat: there,
      session: session({ board: there.board, seat: there.seat, ...by }),
      use,
    });
  };

  describe('seats', () => {
    it('are listed in the order in which they were made, on their own board', async () => {
      await letIn({ seat: 'us-1', createdAt: 3 }, { id: 's3', tokenHash: '3' });
      await letIn({ seat: 'drc-2', createdAt: 2 }, { id: 's2', tokenHash: '2' });
      await letIn({ seat: 'drc-1', createdAt: 2 }, { id: 's1', tokenHash: '1' });
      await letIn({ board: 'b', seat: 'us-9' }, { id: 's9', tokenHash: '9' });
      expect((await store.seatsOf('a')).map((found) => found.seat)).toEqual(['drc-1', 'drc-2', 'us-1']);
    });

    it('are let in whole or not at all', async () => {
      await letIn();
      await expect(letIn({ seat: 'drc-2' }, { id: 's2' })).rejects.toThrow('that token already');
      await expect(letIn({ seat: 'drc-3' }, { id: 's3', tokenHash: '3' }, 'no-use')).rejects.toThrow(
        'no-use',
      );
      await expect(letIn({ board: 'none' }, { id: 's4', tokenHash: '4' })).rejects.toThrow();
      expect(await store.seatsOf('a')).toEqual([seat()]);
      expect(await store.sessionsOf('a')).toEqual([session()]);
    });

    it('are renamed, and their names erased', async () => {
      await letIn();
      expect(await store.renameSeat('a', 'drc-1', 'Céline')).toBe(true);
      expect((await store.sessionByToken('hash-1'))?.seat.name).toBe('Céline');
      expect(await store.renameSeat('a', 'drc-1', '')).toBe(true);
      expect(await store.seatsOf('a')).toEqual([seat({ name: '' })]);
      expect(await store.renameSeat('a', 'us-1', 'Nobody')).toBe(false);
    });

    it('are removed with their sessions', async () => {
      await letIn();
      await letIn({ seat: 'drc-2' }, { id: 's2', tokenHash: 'hash-2' });
      expect(await store.removeSeat('a', 'drc-1')).toBe(true);
      expect(await store.removeSeat('a', 'drc-1')).toBe(false);
      expect(await store.sessionByToken('hash-1')).toBeNull();
      expect((await store.seatsOf('a')).map((found) => found.seat)).toEqual(['drc-2']);
      expect(await store.sessionsOf('a')).toHaveLength(1);
    });
  });

  describe('sessions', () => {
    it('are found by their token, with the seat that they open', async () => {
      await letIn();
      await letIn({ board: 'b', seat: 'us-1' }, { id: 's2', tokenHash: 'hash-2' });
      expect(await store.sessionByToken('hash-1')).toEqual({ session: session(), seat: seat() });
      expect((await store.sessionByToken('hash-2'))?.seat).toMatchObject({ board: 'b', seat: 'us-1' });
      expect(await store.sessionByToken('hash-3')).toBeNull();
    });

    it('exchange their token once, and keep the one that was shown', async () => {
      await letIn();
      const tokens = { current: 'hash-1', shown: 'hash-1', next: 'hash-2' };
      const [one, other] = await Promise.all([
        store.rotateSession('s1', tokens, 2000),
        store.rotateSession('s1', { ...tokens, next: 'hash-3' }, 2000),
      ]);
      expect([one, other]).toEqual([true, false]);
      const rotation = { formerHash: 'hash-1', at: 2000, confirmedAt: null };
      const found = { session: session({ tokenHash: 'hash-2', rotation }), seat: seat() };
      expect(await store.sessionByToken('hash-1')).toEqual(found);
      expect(await store.sessionByToken('hash-2')).toEqual(found);
      expect(await store.sessionByToken('hash-3')).toBeNull();

      await store.confirmSession('s1', 2500);
      await store.confirmSession('s1', 9999);
      expect((await store.sessionByToken('hash-2'))?.session.rotation?.confirmedAt).toBe(2500);
      const again = { current: 'hash-2', shown: 'hash-2', next: 'hash-4' };
      expect(await store.rotateSession('s1', again, 3000)).toBe(true);
      expect(await store.sessionByToken('hash-1')).toBeNull();
      expect((await store.sessionByToken('hash-4'))?.session.rotation).toEqual({
        formerHash: 'hash-2',
        at: 3000,
        confirmedAt: null,
      });
    });

    it('never share a token, former ones included', async () => {
      await letIn();
      await store.rotateSession('s1', { current: 'hash-1', shown: 'hash-1', next: 'hash-2' }, 2000);
      await expect(letIn({ seat: 'drc-2' }, { id: 's2', tokenHash: 'hash-1' })).rejects.toThrow();
      await expect(letIn({ seat: 'drc-2' }, { id: 's2', tokenHash: 'hash-2' })).rejects.toThrow();
    });

    it('note their last use, which never goes back', async () => {
      await letIn();
      await store.touchSessions(['s1', 'unknown'], 5000);
      await store.touchSessions(['s1'], 4000);
      expect((await store.sessionsOf('a'))[0]?.lastUsedAt).toBe(5000);
    });

    it('end one by one, by their seat, or by idleness, for good', async () => {
      await letIn();
      await letIn({ seat: 'us-1' }, { id: 's2', tokenHash: 'hash-2', lastUsedAt: 4000 });
      await letIn({ seat: 'us-1' }, { id: 's3', tokenHash: 'hash-3', lastUsedAt: 4000 });
      await letIn({ board: 'b' }, { id: 's4', tokenHash: 'hash-4', lastUsedAt: 2000 });
      const ids = async (ended: Promise<SessionRecord[]>): Promise<string[]> =>
        (await ended).map(({ id }) => id).sort();
      expect(await ids(store.endSessions({ by: 'id', board: 'b', id: 's1' }))).toEqual([]);
      expect(await ids(store.endSessions({ by: 'id', board: 'a', id: 's2' }))).toEqual(['s2']);
      expect(await ids(store.endSessions({ by: 'idleness', before: 4000 }))).toEqual(['s1', 's4']);
      expect(await ids(store.endSessions({ by: 'seat', board: 'a', seat: 'us-1' }))).toEqual(['s3']);
      expect(await store.sessionsOf('a')).toEqual([]);
      expect(await store.sessionByToken('hash-1')).toBeNull();
      expect(await store.seatsOf('a')).toHaveLength(2);
    });
  });

  describe('invitations', () => {
    it('are found by their secret, and listed by their board, the newest first', async () => {
      await store.createInvitation(invitation());
      await store.createInvitation(invitation({ id: 'i2', secretHash: 'secret-2', createdAt: 2000 }));
      await store.createInvitation(invitation({ id: 'i3', secretHash: 'secret-3', board: 'b' }));
      expect(await store.invitationBySecret('secret-1')).toEqual(invitation());
      expect(await store.invitationBySecret('secret-9')).toBeNull();
      expect((await store.invitationsOf('a')).map(({ id }) => id)).toEqual(['i2', 'i1']);
      await expect(store.createInvitation(invitation({ id: 'i4', board: 'none' }))).rejects.toThrow();
    });

    it('have as many uses as they were made with, whoever races for them', async () => {
      await store.createInvitation(invitation({ uses: 3 }));
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, i) => store.claimInvitation('secret-1', `use-${i}`, 2000)),
      );
      expect(claims.filter(({ ok }) => ok)).toHaveLength(3);
      for (const claim of claims) if (!claim.ok) expect(claim.code).toBe('invitation-used');
      expect((await store.invitationBySecret('secret-1'))?.used).toBe(3);
    });

    it('get a use back that came to nothing, and keep one that came to a seat', async () => {
      await store.createInvitation(invitation({ uses: 1 }));
      expect(await store.claimInvitation('secret-1', 'use-1', 2000)).toEqual({
        ok: true,
        invitation: invitation({ uses: 1, used: 1 }),
      });
      await store.returnUse('use-1');
      expect((await store.invitationBySecret('secret-1'))?.used).toBe(0);
      await store.claimInvitation('secret-1', 'use-2', 2000);
      await letIn({}, {}, 'use-2');
      await store.returnUse('use-2');
      expect((await store.invitationBySecret('secret-1'))?.used).toBe(1);
    });

    it('say why they are refused', async () => {
      await store.createInvitation(invitation({ uses: 1 }));
      const code = async (at: number): Promise<string> => {
        const claim = await store.claimInvitation('secret-1', `use-${at}`, at);
        return claim.ok ? 'taken' : claim.code;
      };
      expect(await store.claimInvitation('secret-9', 'x', 1)).toEqual({ ok: false, code: 'no-invitation' });
      expect(await code(9000)).toBe('invitation-expired');
      expect(await code(8999)).toBe('taken');
      expect(await code(8998)).toBe('invitation-used');
      expect(await store.revokeInvitation('b', 'i1', 5000)).toBe(false);
      expect(await store.revokeInvitation('a', 'i1', 5000)).toBe(true);
      expect(await store.revokeInvitation('a', 'i1', 6000)).toBe(false);
      expect(await code(8997)).toBe('invitation-revoked');
      expect((await store.invitationsOf('a'))[0]?.revokedAt).toBe(5000);
    });
  });

  it('keeps the audit of each board, the newest first, a piece at a time', async () => {
    const entry = { at: 1, board: 'a', act: 'invitation-made', by: 'chair-1', about: 'i1' } as const;
    for (let uses = 1; uses <= 5; uses += 1)
      await store.appendAudit({ ...entry, at: uses, detail: { uses } });
    await store.appendAudit({ ...entry, board: null, act: 'invitation-refused', by: null, detail: {} });
    const newest = await store.auditOf('a', null, 2);
    expect(newest.map(({ detail }) => detail)).toEqual([{ uses: 5 }, { uses: 4 }]);
    const older = await store.auditOf('a', newest.at(-1)!.id, 100);
    expect(older.map(({ at }) => at)).toEqual([3, 2, 1]);
    expect(older[0]).toEqual({ ...entry, id: expect.any(Number), at: 3, detail: { uses: 3 } });
    expect(await store.auditOf('b', null, 10)).toEqual([]);
  });
};
