// Seats by invitation, as people come to them: the chair's first link, links for others, who may give which, and how they end.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Seat, until } from '../support/seat.ts';
import { InvitedServer } from '../support/invited.ts';
import type { Held } from '../support/invited.ts';
import { dataFolder, removeFolder, startServer } from '../support/server.ts';
import { Watcher } from '../support/watcher.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let here: InvitedServer;
let time: number;
let head: Held;
let member: Held;
const seats: (Seat | Watcher)[] = [];

beforeAll(async () => {
  time = Date.now();
  here = await InvitedServer.start({ now: () => time });
  head = await here.seat('us', 'head', 'Grace');
  member = await here.accept((await here.invite(head, { party: 'us', role: 'member' })).secret, 'Ada');
});
afterAll(async () => {
  for (const seat of seats) seat.leave();
  await here.close();
  expect(here.server.complaints).toEqual([]);
});

const sat = async (held: Held): Promise<Seat> => {
  const seat = new Seat(here.origin, held.id, held.token);
  seats.push(seat);
  await seat.seated();
  return seat;
};
const watching = async (held: Held): Promise<Watcher> => {
  const watcher = new Watcher(here.origin, held.token);
  seats.push(watcher);
  await watcher.synced();
  return watcher;
};
const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { code: string }).code;
const listed = async (
  by: Held,
): Promise<{ seat: string; name: string | null; sessions: { id: string }[] }[]> =>
  ((await here.at(by, 'GET', '/people')).body as { people: [] }).people;

describe('the first link', () => {
  it('seats one chair, and is printed anew for as long as nobody chairs the board', async () => {
    const data = dataFolder();
    try {
      const first = await startServer({ articles: 1, data, seats: 'invite' });
      expect(first.firstLinks).toHaveLength(1);
      await first.close();
      const second = await startServer({ articles: 1, data, seats: 'invite' });
      const accept = (secret: string): Promise<Response> =>
        fetch(`${second.origin}/api/invitations/accept`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ secret, name: 'Chair' }),
        });
      const [old, fresh] = [first.firstLinks[0]!.secret, second.firstLinks[0]!.secret];
      expect(await codeOf(await accept(old))).toBe('invitation-revoked');
      expect((await accept(fresh)).status).toBe(201);
      expect(await codeOf(await accept(fresh))).toBe('invitation-used');
      await second.close();
      const third = await startServer({ articles: 1, data, seats: 'invite' });
      expect(third.firstLinks).toEqual([]);
      await third.close();
    } finally {
      removeFolder(data);
    }
  });
});

describe('an invitation', () => {
  it('is looked at by whoever has its secret, and accepted into a session', async () => {
    const { secret, invitation } = await here.invite(here.chair, { party: 'drc', role: 'member', uses: 2 });
    const looked = await here.ask('POST', '/invitations/look', { body: { secret } });
    expect(await looked.json()).toEqual({
      board: 'drc-us',
      title: { en: expect.any(String), fr: expect.any(String) },
      party: 'drc',
      partyLabel: { en: 'DRC', fr: 'RDC' },
      role: 'member',
      expiresAt: time + 24 * 3_600_000,
      email: null,
    });
    const accepted = await here.tryAccept(secret, '  Joseph   K ');
    expect(accepted.status).toBe(201);
    const cookie = accepted.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(await accepted.json()).toMatchObject({ seat: { name: 'Joseph K', party: 'drc', role: 'member' } });
    const all = (await here.at(here.chair, 'GET', '/invitations')).body as {
      invitations: { id: string; used: number }[];
    };
    expect(all.invitations.find(({ id }) => id === invitation.id)).toMatchObject({
      used: 1,
      uses: 2,
      createdBy: here.chair.id,
    });
    expect(JSON.stringify(all)).not.toContain(secret);
  });

  it('is won by one of those who race for its last use', async () => {
    const { secret } = await here.invite(here.chair, { role: 'observer', uses: 1 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => here.tryAccept(secret)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(410)]);
    for (const answer of answers)
      if (answer.status === 410) expect(await codeOf(answer)).toBe('invitation-used');
  });

  it('to a seat that is taken is refused before the use is counted', async () => {
    const { secret, invitation } = await here.invite(here.chair, { party: 'us', role: 'head' });
    const seat = await sat(head);
    expect(await codeOf(await here.tryAccept(secret))).toBe('head-taken');
    const { invitations } = (await here.at(here.chair, 'GET', '/invitations')).body as {
      invitations: { id: string; used: number }[];
    };
    expect(invitations.find(({ id }) => id === invitation.id)).toMatchObject({ used: 0 });
    seat.leave();
  });

  it('expires, and is revoked; who came by it stays', async () => {
    const { secret, invitation } = await here.invite(here.chair, { role: 'observer', uses: 3, hours: 1 });
    const came = await here.accept(secret);
    const gone = await here.at(here.chair, 'DELETE', `/invitations/${invitation.id}`);
    expect(gone.status).toBe(204);
    expect(await codeOf(await here.tryAccept(secret))).toBe('invitation-revoked');
    expect((await here.at(came, 'GET', '/seat')).status).toBe(200);
    const short = await here.invite(here.chair, { role: 'observer', hours: 1 });
    time += 3_600_000;
    expect(await codeOf(await here.tryAccept(short.secret))).toBe('invitation-expired');
  });

  it('of a head is to the own delegation’s members, who write where the head says', async () => {
    for (const wanted of [
      { party: 'drc', role: 'member' },
      { party: 'us', role: 'head' },
      { party: null, role: 'observer' },
      { party: null, role: 'chair' },
    ])
      expect(await here.at(head, 'POST', '/invitations', { ...wanted, uses: 1, hours: 1 })).toMatchObject({
        status: 403,
        code: 'not-allowed',
      });
    const [us, boss] = [await sat(member), await sat(head)];
    const clause = us.state.clauses[0]!.id;
    const adopt = { kind: 'setTerm', clause, term: 'none', value: 1 };
    expect(await us.move(adopt)).toMatchObject({ ok: false, code: 'not-authorised' });
    expect(
      await boss.move({ kind: 'authorise', seat: us.id, clauses: [clause], allowed: true }),
    ).toMatchObject({ ok: true });
    expect(await us.move(adopt)).toMatchObject({ ok: false, code: 'no-term' });
    us.leave();
    boss.leave();
  });

  it('for an address is not made where nobody can sign in', async () => {
    const asked = { party: null, role: 'observer', uses: 1, hours: 1, email: 'a@example.org' };
    expect(await here.at(here.chair, 'POST', '/invitations', asked)).toMatchObject({
      status: 409,
      code: 'sign-in-off',
    });
  });

  it('lets a new head in once the old one has been away and the chair has then invited anew', async () => {
    const other = await InvitedServer.start({ now: () => time });
    try {
      const early = await other.invite(other.chair, { party: 'drc', role: 'head', uses: 2 });
      await other.accept(early.secret);
      expect(await codeOf(await other.tryAccept(early.secret))).toBe('head-taken');
      time += 61_000;
      // The older link was not meant to take the place of whoever sits there now.
      expect(await codeOf(await other.tryAccept(early.secret))).toBe('head-taken');
      const { secret } = await other.invite(other.chair, { party: 'drc', role: 'head' });
      const fresh = await other.accept(secret);
      expect((await other.at(fresh, 'GET', '/seat')).body).toMatchObject({ seat: { role: 'head' } });
      const ledger = (await other.at(fresh, 'GET', '/ledger.json')).body as {
        entries: { events: { type: string; why?: string }[] }[];
      };
      const changed = ledger.entries
        .flatMap(({ events }) => events)
        .findLast(({ type }) => type === 'headChanged');
      expect(changed?.why).toBe('absent');
    } finally {
      await other.close();
    }
  });

  it('is asked for in too many wrong ways from one address, and then not looked up for a minute', async () => {
    const other = await InvitedServer.start({ now: () => time });
    try {
      const { secret } = await other.invite(other.chair, { role: 'observer' });
      for (let i = 0; i < 30; i += 1)
        expect(await codeOf(await other.tryAccept('x'.repeat(41) + String(i).padStart(2, '0')))).toBe(
          'no-invitation',
        );
      const tired = await other.tryAccept(secret);
      expect([tired.status, tired.headers.get('retry-after')]).toEqual([429, '60']);
      time += 60_000;
      expect((await other.tryAccept(secret)).status).toBe(201);
    } finally {
      await other.close();
    }
  });
});

describe('who is removed', () => {
  const closes = async (
    sockets: { seat?: Seat; watcher?: Watcher },
    act: () => Promise<unknown>,
  ): Promise<void> => {
    const began = performance.now();
    await act();
    await until('its sockets are closed', () => {
      const out = sockets.seat === undefined || !sockets.seat.socket.connected;
      return out && (sockets.watcher === undefined || sockets.watcher.gaveUp === 4401);
    });
    expect(performance.now() - began).toBeLessThan(1000);
  };

  it('as a member: on record, its sockets closed, its pens and its tokens at an end', async () => {
    const held = await here.accept(
      (await here.invite(head, { party: 'us', role: 'member' })).secret,
      'Removed',
    );
    const boss = await sat(head);
    const seat = await sat(held);
    const watcher = await watching(held);
    const { pen } = seat;
    await closes({ seat, watcher }, async () => {
      expect(await boss.move({ kind: 'removeMember', seat: held.id })).toMatchObject({ ok: true });
    });
    expect((await here.at(held, 'GET', '/clauses')).code).toBe('no-seat');
    const turnedAway = await new Promise<string>((resolve) => {
      seat.socket.once('connect_error', (error) =>
        resolve((error as Error & { data: { code: string } }).data.code),
      );
      seat.socket.connect();
    });
    expect(turnedAway).toBe('no-seat');
    await until('its sessions are gone', async () =>
      (await here.server.store.sessionsOf('drc-us')).every((session) => session.seat !== held.id),
    );
    const rows = boss.state;
    expect([rows.seats.has(held.id), rows.endedSeats.includes(held.id)]).toEqual([false, true]);
    expect(pen).toBeGreaterThan(16);
    // Its id is never anybody else's.
    const next = await here.accept((await here.invite(head, { party: 'us', role: 'member' })).secret);
    expect(next.id).not.toBe(held.id);
    const audit = (await here.at(here.chair, 'GET', '/audit')).body as {
      entries: { act: string; by: string; about: string }[];
    };
    expect(audit.entries).toContainEqual(
      expect.objectContaining({ act: 'member-removed', by: head.id, about: held.id }),
    );
    boss.leave();
  });

  it('as an observer: its socket closed, its name forgotten', async () => {
    const held = await here.seat(null, 'observer', 'Watching Person');
    const watcher = await watching(held);
    await closes({ watcher }, () => here.at(here.chair, 'DELETE', `/people/${held.id}`));
    expect((await here.at(held, 'GET', '/clauses')).code).toBe('no-seat');
    expect((await here.server.store.seatsOf('drc-us')).map(({ name }) => name)).not.toContain(
      'Watching Person',
    );
    // Members are their head's to remove, on record.
    expect((await here.at(here.chair, 'DELETE', `/people/${member.id}`)).code).toBe('not-allowed');
  });
});

describe('a session', () => {
  it('that is revoked takes its sockets with it, and leaves the others of the seat alone', async () => {
    const [one, other] = [await here.again(member), await here.again(member)];
    const [seat, bystander] = [await sat(one), await sat(other)];
    const before = await listed(head);
    expect(before.find((person) => person.seat === member.id)?.sessions.map(({ id }) => id)).toContain(
      one.session,
    );
    expect((await here.at(head, 'DELETE', `/sessions/${one.session}`)).status).toBe(204);
    await until('its socket is closed', () => !seat.socket.connected);
    expect(bystander.socket.connected).toBe(true);
    expect((await here.at(one, 'GET', '/seat')).code).toBe('no-session');
    expect((await here.at(other, 'GET', '/seat')).status).toBe(200);
    bystander.leave();
  });

  it('is left by its own browser, whose cookie then has it no more', async () => {
    const held = await here.again(member);
    const kept = 'k'.repeat(43);
    const cookie = `paraph_drc-us=${kept}.${held.token}`;
    const left = await here.ask('DELETE', `/boards/drc-us/seat?seat=${held.id}`, { cookie });
    expect(left.status).toBe(204);
    expect(left.headers.get('set-cookie')).toMatch(new RegExp(`^paraph_drc-us=${kept};`));
    expect((await here.at(held, 'GET', '/seat')).code).toBe('no-session');
  });

  it('of a browser gets another token after an hour; a program asks for one', async () => {
    const held = await here.again(member);
    const cookie = `paraph_drc-us=${held.token}`;
    const early = await here.ask('GET', '/boards/drc-us/seat', { cookie });
    expect(early.headers.get('set-cookie')).toBeNull();
    time += 3_600_000;
    const late = await here.ask('GET', '/boards/drc-us/seat', { cookie });
    const next = /^paraph_drc-us=([\w-]{43});/.exec(late.headers.get('set-cookie') ?? '')?.[1];
    expect(next).not.toBe(held.token);
    const answer = await here.ask('POST', '/boards/drc-us/seat/rotate', { token: next });
    const { token } = (await answer.json()) as { token: string };
    expect((await here.at({ ...held, token }, 'GET', '/seat')).status).toBe(200);
    time += 61_000;
    expect((await here.at({ ...held, token: next! }, 'GET', '/seat')).code).toBe('no-session');
  });
});

describe('names', () => {
  it('are seen by the own delegation and the chair, corrected and erased', async () => {
    const own = await listed(head);
    const other = await here.seat('drc', 'member', 'Patrice');
    expect(own.find(({ seat }) => seat === member.id)?.name).toBe('Ada');
    const across = await listed(other);
    expect(across.find(({ seat }) => seat === member.id)).toMatchObject({ name: null, sessions: [] });
    const renamed = await here.at(member, 'PATCH', `/people/${member.id}`, { name: ' Ada  King ' });
    expect(renamed.status).toBe(200);
    expect((await listed(here.chair)).find(({ seat }) => seat === member.id)?.name).toBe('Ada King');
    await here.at(head, 'PATCH', `/people/${member.id}`, { name: '' });
    expect((await listed(here.chair)).find(({ seat }) => seat === member.id)?.name).toBeNull();
    const observer = await here.seat(null, 'observer', 'Watching');
    expect(await listed(observer)).toEqual([
      expect.objectContaining({ seat: observer.id, name: 'Watching' }),
    ]);
    const audit = JSON.stringify((await here.at(here.chair, 'GET', '/audit')).body);
    expect(audit).toContain('name-erased');
    for (const name of ['Ada', 'Patrice', 'Grace', 'Watching']) expect(audit).not.toContain(name);
  });
});

describe('a new board', () => {
  it('is a chair’s to make: with parties, a language, articles and figures of its own', async () => {
    const label = (text: string): object => ({ en: text, fr: text });
    const asked = {
      title: { en: 'River Treaty', fr: '' },
      parties: [
        { id: 'upper', name: label('Upper Land'), label: label('UL'), colour: 'teal' },
        { id: 'lower', name: label('Lower Land'), label: label('LL'), colour: 'plum' },
      ],
      languages: ['en'],
      text: { en: '# Article 1. Water\n\nThe river [UL: flows][LL: is shared].' },
      articles: [
        { title: { en: 'Fish', fr: '' }, terms: [{ id: 'audit', kind: 'yesno', label: label('Audit') }] },
      ],
      doors: 'closed',
    };
    for (const held of [head, member])
      expect((await here.ask('POST', '/boards', { token: held.token, body: asked })).status).toBe(403);
    expect((await here.ask('POST', '/boards', { body: asked })).status).toBe(401);
    const made = await here.ask('POST', '/boards', { token: here.chair.token, body: asked });
    expect(made.status).toBe(201);
    const { board, token, seat } = (await made.json()) as {
      board: string;
      token: string;
      seat: { role: string };
    };
    expect(seat.role).toBe('chair');
    const chair: Held = { token, board, id: 'chair-2', party: null, role: 'chair' };
    const { clauses } = (await here.at(chair, 'GET', '/clauses')).body as {
      clauses: { text: object; gap: object; terms: object }[];
    };
    expect(clauses[0]?.text).toEqual({
      en: expect.objectContaining({
        positions: { upper: 'The river flows.', lower: 'The river is shared.' },
        compilation: 'The river [UL: flows][LL: is shared].',
      }),
    });
    expect(clauses[1]).toMatchObject({
      text: { en: { positions: { upper: '', lower: '' } } },
      terms: { audit: { upper: null, lower: null } },
    });
    expect((await here.at(chair, 'GET', '/export/text-en.txt')).status).toBe(200);
    expect((await here.at(chair, 'GET', '/export/text-fr.txt')).status).toBe(404);
    expect((await here.at(chair, 'GET', '/export/clean-both.docx')).status).toBe(404);
    const first = ((await here.at(chair, 'GET', '/ledger.json')).body as { entries: { events: object[] }[] })
      .entries[0]?.events[0];
    expect(first).toMatchObject({
      board: { languages: ['en'], doorsClosed: true, parties: [{ colour: 'teal' }, { colour: 'plum' }] },
    });
    // The boards of others are none of theirs.
    const boards = (await (await here.ask('GET', '/boards', { token })).json()) as {
      boards: { id: string }[];
    };
    expect(boards.boards.map(({ id }) => id)).toEqual([board]);
    expect((await here.at({ ...head, board }, 'GET', '/clauses')).code).toBe('no-session');
  });

  it('is refused where its parties cannot be told apart, or a name means something already', async () => {
    const party = (id: string, text: string, colour: string): object => ({
      id,
      name: { en: text, fr: text },
      label: { en: text, fr: '' },
      colour,
    });
    const ask = async (...parties: object[]): Promise<number> =>
      (
        await here.ask('POST', '/boards', {
          token: here.chair.token,
          body: { title: { en: 'T', fr: '' }, parties, languages: ['fr'], articles: [] },
        })
      ).status;
    expect(await ask(party('a', 'A', 'teal'), party('a', 'B', 'plum'))).toBe(400);
    expect(await ask(party('a', 'A', 'teal'), party('b', 'a', 'plum'))).toBe(400);
    expect(await ask(party('a', 'A', 'teal'), party('b', 'B', 'teal'))).toBe(400);
    expect(await ask(party('a', 'A', 'teal'), party('chair', 'B', 'plum'))).toBe(400);
    expect(await ask(party('a', 'A:', 'teal'), party('b', 'B', 'plum'))).toBe(400);
    expect(await ask(party('a', 'A', 'teal'), party('b', 'B', 'plum'))).toBe(201);
  });
});
