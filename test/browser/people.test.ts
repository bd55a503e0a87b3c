// A table by invitation, from the first link to a member who is let in, authorised, and removed: with a chair, two heads'
// sides, an observer and a stranger, each in a browser of their own, against the real server.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { englishOn } from '../support/english.ts';
import { accept, choose, invite, isAt, linkTo, openConsole, rowOf } from '../support/invitees.ts';
import { CHAIR, DRC_HEAD, DRC_MEMBER, OBSERVER, eventually, setStage, wordsOf } from '../support/stage.ts';
import type { Person, Stage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const TITLE = 'Partnership on Critical Minerals and Security';
const JOBS = 'Local processing and jobs';
let stage: Stage;
let chair: Person;
let head: Person;
let member: Person;
let observer: Person;
let stranger: Person;

beforeAll(async () => {
  stage = await setStage({ articles: ['8', '17'], seats: 'invite' });
});
afterEach(({ task }) => stage.pictureOf(task));
afterAll(() => stage?.close());

/** All the rules in the light; in the dark only the one that colours can break. */
const look = async (person: Person, what: string, within?: string): Promise<void> => {
  const place = within === undefined ? {} : { within };
  expect(await seriousViolations(person.page, place), what).toEqual([]);
  await person.page.emulateMedia({ colorScheme: 'dark' });
  const dark = await seriousViolations(person.page, { ...place, rules: ['color-contrast'] });
  await person.page.emulateMedia({ colorScheme: 'light' });
  expect(dark, `${what}, dark`).toEqual([]);
};
const DIALOG = '[role="dialog"]';

const says = async (person: Person, heading: string | RegExp): Promise<void> =>
  person.page.getByRole('heading', { level: 1, name: heading }).waitFor();

/** Every page as it is in French, with the language changed in place and back. */
const inFrench = async (person: Person, what: string): Promise<void> => {
  await person.page.getByRole('radio', { name: 'Français' }).first().check({ force: true });
  await eventually(
    'French',
    () => person.page.evaluate(() => document.documentElement.lang),
    (lang) => lang === 'fr',
  );
  const own = /Ana Duarte|Marie Kabeya|Joseph|Press|Jane/;
  expect(
    (await englishOn(person)).filter((each) => !own.test(each)),
    what,
  ).toEqual([]);
  expect(await seriousViolations(person.page), `${what}, in French`).toEqual([]);
  await person.page.getByRole('radio', { name: 'English' }).first().check({ force: true });
};

describe('a stranger', () => {
  it('learns that seats are given by invitation, and nothing else', async () => {
    stranger = await stage.open({ name: 'Nobody', role: 'observer', party: null });
    await says(stranger, 'Seats here are given by invitation');
    await look(stranger, 'the lobby of a stranger');
    await inFrench(stranger, 'the lobby of a stranger');
    for (const path of [
      '',
      '/b/drc-us',
      '/b/drc-us/people',
      '/b/drc-us/replay',
      '/b/drc-us/history',
      '/new',
    ]) {
      await stranger.page.goto(stage.origin + path);
      await stranger.page.getByRole('heading', { level: 1 }).waitFor();
      const words = await wordsOf(stranger.page.locator('body'));
      expect(words, path).not.toMatch(/Partnership|DRC|Article|Lay the board/);
      expect(words.length, path).toBeLessThan(220);
    }
  });

  it('with half a link, or none, is told so plainly', async () => {
    await stranger.page.goto(`${stage.origin}/invite#${'x'.repeat(20)}`);
    await says(stranger, 'No invitation is known by this link');
    await isAt(stranger, '/invite');
    await look(stranger, 'an unknown invitation');
    await stranger.page.goto(`${stage.origin}/invite#${'x'.repeat(43)}`);
    await says(stranger, 'No invitation is known by this link');
    await isAt(stranger, '/invite');
  });
});

describe('the first link', () => {
  it('says what one is invited to, and its secret is nowhere but in the page', async () => {
    const [first] = stage.firstLinks;
    const asked: string[] = [];
    chair = await stage.open(CHAIR, {
      at: linkTo(stage, first!.secret),
      before: async (page) =>
        page.on('request', (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`)),
    });
    await says(chair, 'You are invited');
    await isAt(chair, '/invite');
    await chair.page.getByText(TITLE).waitFor();
    await chair.page.getByText('Nobody else sees it.').waitFor();
    await look(chair, 'an invitation');
    await inFrench(chair, 'an invitation');
    // A page that is loaded again still has it; the address and what it asks for do not.
    await chair.page.reload();
    await says(chair, 'You are invited');
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((each) => each.includes(first!.secret))).toEqual([]);
  });

  it('asks for a name first, then seats the chair; the second who opens it is told that it was used', async () => {
    await chair.button('Accept and sit down').click();
    await chair.page.getByText('Say first by which name you want to go.').waitFor();
    await chair.page.getByRole('textbox').fill(CHAIR.name);
    await chair.keys('Enter');
    await chair.page.getByRole('article').first().waitFor();
    await isAt(chair, '/b/drc-us');
    expect(await chair.page.evaluate(() => sessionStorage.getItem('paraph.invitation'))).toBe(null);
    await stranger.page.goto(linkTo(stage, stage.firstLinks[0]!.secret));
    await says(stranger, 'This invitation has been used');
    await look(stranger, 'a used invitation');
  });

  it('and the lobby has that board, with no seat to take', async () => {
    await chair.page.goto(stage.origin);
    await chair.page.getByText('You hold a seat here: Chair.').waitFor();
    expect(await chair.page.getByRole('region', { name: 'Take a seat' }).count()).toBe(0);
    await look(chair, 'the lobby');
    await inFrench(chair, 'the lobby');
    await chair.page.getByRole('link', { name: 'Return to the table' }).click();
    await chair.page.getByRole('article').first().waitFor();
  });
});

describe('an invitation', () => {
  const SECRET = 'x'.repeat(43);
  /** What the server would say, where it takes a clock or a provider to bring it there. */
  const answering = async (path: string, status: number, body: object): Promise<void> => {
    await stranger.page.route(`**/api/${path}`, (route) =>
      route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(body) }),
    );
  };

  it('that has expired says so', async () => {
    await answering('invitations/look', 410, { code: 'invitation-expired', title: '' });
    await stranger.page.goto(linkTo(stage, SECRET));
    await stranger.page.reload();
    await says(stranger, 'This invitation has expired');
    await look(stranger, 'an expired invitation');
    await stranger.page.unrouteAll();
  });

  it('to one address leads through signing in, and is still there afterwards', async () => {
    const email = 'jane.rivers@state.example';
    const [party, partyLabel] = ['us', { en: 'US', fr: 'É.-U.' }];
    const invitation = { board: 'drc-us', title: { en: TITLE, fr: TITLE }, party, partyLabel, role: 'head' };
    const session = { seats: 'invite', signIn: { issuerName: 'State ID' }, mayMakeBoards: false };
    await answering('invitations/look', 200, { ...invitation, expiresAt: Date.now() + 3_600_000, email });
    await answering('session', 200, { ...session, who: null });
    await stranger.page.reload();
    await stranger.page.getByText(`This invitation is for ${email}.`).waitFor();
    const signIn = stranger.page.getByRole('link', { name: 'Sign in with State ID' });
    expect(await signIn.getAttribute('href')).toBe('/api/auth/start?return=/invite');
    expect(await stranger.button('Accept and sit down').count()).toBe(0);
    await look(stranger, 'an invitation to one address');
    await stranger.page.unroute('**/api/session');
    await answering('session', 200, {
      ...session,
      who: { email: 'Jane.Rivers@state.example', name: 'Jane' },
    });
    await stranger.page.goto(stage.origin);
    await stranger.page.goto(`${stage.origin}/invite`);
    await stranger.button('Accept and sit down').waitFor();
    expect(await stranger.page.getByRole('textbox').inputValue()).toBe('Jane');
    await stranger.page.unrouteAll();
  });
});

describe('the chair', () => {
  it('is led from the table to people and invitations', async () => {
    await chair.page.locator('.own-seat').click();
    await chair.dialog('Your seat').getByRole('link', { name: 'People and invitations' }).click();
    await says(chair, 'People and invitations');
    await chair.page.locator('.own-seat-card').waitFor();
    await chair.page.getByText('First link for the chair printed').waitFor();
    await look(chair, 'people and invitations');
    await inFrench(chair, 'people and invitations');
  });

  it('invites a head by keyboard alone, and has the link to copy', async () => {
    await chair.button(/To which seat/).focus();
    await chair.keys('Enter', 'Enter', 'Tab', 'Tab', 'Enter');
    const dialog = chair.dialog('The invitation is made');
    await dialog.getByText('Head, DRC; holds until').waitFor();
    await look(chair, 'the link', DIALOG);
    await chair.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Copy the link' }).press('Enter');
    await dialog.getByText('Copied.').waitFor();
    const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(await chair.page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    expect(link).toMatch(/\/invite#[A-Za-z0-9_-]{43}$/);
    await chair.keys('Escape');
    await dialog.waitFor({ state: 'hidden' });
    // Shown once: nothing on the page has it any more.
    expect(await chair.page.content()).not.toContain(link.split('#')[1]);
    await chair.page
      .getByRole('listitem')
      .filter({ hasText: 'Head, DRC' })
      .getByText('0 of 1 used')
      .waitFor();
    head = await accept(stage, DRC_HEAD, link);
    await rowOf(chair, DRC_HEAD.name).getByText('at the table').waitFor();
  });

  it('takes an invitation back, after having been asked', async () => {
    const link = await invite(chair, 'Observer', 3);
    await chair.button('Take back: Observer').click();
    await chair.dialog('Take this invitation back?').waitFor();
    await look(chair, 'taking back', DIALOG);
    await chair.dialog().getByRole('button', { name: 'Take back' }).click();
    await chair.dialog().waitFor({ state: 'hidden' });
    await chair.page.getByText('Invitation taken back').waitFor();
    await stranger.page.goto(link);
    await says(stranger, 'This invitation was taken back');
  });
});

describe('a head', () => {
  it('sees its own delegation, and can invite to nothing but it', async () => {
    await openConsole(stage, head);
    expect(await head.button(/To which seat/).innerText()).toContain('Member, DRC');
    await head.button(/To which seat/).click();
    expect(await head.page.getByRole('option').allInnerTexts()).toEqual(['Member, DRC']);
    await head.keys('Escape');
    const words = await wordsOf(head.page.locator('main'));
    expect(words).not.toContain(CHAIR.name);
    expect(words).not.toContain('United States of America');
    expect(words).not.toContain('What was done about seats');
    await look(head, 'a head’s people and invitations');
    await inFrench(head, 'a head’s people and invitations');
  });

  it('invites members, one of whom comes', async () => {
    const link = await invite(head, null, 2);
    member = await accept(stage, DRC_MEMBER, link);
    await head.page.getByText('1 of 2 used').waitFor();
    const row = rowOf(head, DRC_MEMBER.name);
    await row.getByText('works in drafts').waitFor();
    await row.getByText('at the table').waitFor();
  });

  it('authorises the member for one article: there they type, and nowhere else', async () => {
    const barred = (title: string) =>
      member.article(title).locator('.mode', { hasText: 'Your head has not authorised you' });
    const table = member.article(JOBS).getByRole('button', { name: 'Write at the table' });
    await table.click();
    await barred(JOBS).waitFor();
    const before = await member.text('8').read();
    await member.text('8').clickAt('refining capacity');
    await member.page.keyboard.type('XYZ');
    expect(await member.text('8').read()).toBe(before);

    await head.button(`${DRC_MEMBER.name}, More`).click();
    await head.page.getByRole('menuitem', { name: 'Choose articles…' }).click();
    const article = head.dialog().getByRole('checkbox', { name: JOBS });
    await article.focus();
    await head.keys('Space');
    await eventually(
      'the article',
      () => article.isChecked(),
      (is) => is,
    );
    await look(head, 'the articles of a member', DIALOG);
    await head.dialog().getByRole('button', { name: 'Close' }).last().click();
    await rowOf(head, DRC_MEMBER.name).getByText('writes at the table in 1 article').waitFor();

    await member.article(JOBS).getByText(': both sides see you type.').waitFor();
    await member.text('8').clickAt('refining capacity');
    await member.page.keyboard.type(' and skill');
    await chair.page.goto(`${stage.origin}/b/drc-us`);
    await chair.text('8').reads('refining capacity [DRC: and skill]');
    const other = member.article('Meeting of the Presidents');
    await other.getByRole('button', { name: 'Write at the table' }).click();
    await barred('Meeting of the Presidents').waitFor();
  });

  it('corrects a name, which the record never held', async () => {
    await head.button(`${DRC_MEMBER.name}, More`).click();
    await head.page.getByRole('menuitem', { name: 'Correct or erase the name…' }).click();
    await head.dialog().getByRole('textbox', { name: 'Name' }).fill('Joseph Ilunga Mwamba');
    await look(head, 'a name', DIALOG);
    await head.keys('Enter');
    await rowOf(head, 'Joseph Ilunga Mwamba').waitFor();
    const ledger = await head.page.request.get(`${stage.origin}/api/boards/drc-us/ledger.json`);
    expect(await ledger.text()).not.toMatch(/Joseph|Ilunga/);
  });
});

describe('a member', () => {
  it('sees its own seat and nobody else’s, and may erase its name', async () => {
    await openConsole(stage, member);
    await says(member, 'Your seat');
    expect(await member.page.locator('.people-row').count()).toBe(0);
    expect(await wordsOf(member.page.locator('main'))).not.toMatch(/Invite|Marie/);
    await look(member, 'one’s own seat');
    await inFrench(member, 'one’s own seat');
    await member.button('1 session').click();
    await member.page.getByText(/^Since .* last used/).waitFor();
    await member.button('Correct or erase the name…').click();
    await member.dialog().getByRole('button', { name: 'Erase the name' }).click();
    await member.page.getByText('no name', { exact: true }).waitFor();
    await rowOf(head, 'No name').waitFor();
    await member.button('Correct or erase the name…').click();
    await member.dialog().getByRole('textbox').fill(DRC_MEMBER.name);
    await member.keys('Enter');
    await rowOf(head, DRC_MEMBER.name).waitFor();
    await member.page.goto(`${stage.origin}/b/drc-us`);
    await member.text('8').reads('[DRC: and skill]');
  });

  it('is removed by its head, and told so where it sits; its words stay', async () => {
    await head.button(`${DRC_MEMBER.name}, More`).click();
    await head.page.getByRole('menuitem', { name: 'Remove from the board…' }).click();
    await head.dialog(`Remove ${DRC_MEMBER.name}?`).waitFor();
    await look(head, 'removing', DIALOG);
    await head.dialog().getByRole('button', { name: 'Remove' }).click();
    await rowOf(head, DRC_MEMBER.name).waitFor({ state: 'detached' });
    await member.page.getByRole('alert').getByText('You are no longer at the table').waitFor();
    await chair.text('8').reads('[DRC: and skill]');
    await member.page.reload();
    await says(member, 'You have no seat here');
    await member.page.getByRole('link', { name: 'Go to the lobby' }).click();
    await says(member, 'Seats here are given by invitation');
  });
});

describe('an observer', () => {
  it('comes by an invitation for several, sees its own seat, and is removed by the chair', async () => {
    await openConsole(stage, chair);
    const link = await invite(chair, 'Observer', 40);
    observer = await accept(stage, OBSERVER, link);
    await openConsole(stage, observer);
    await says(observer, 'Your seat');
    await observer.page.getByText('seen by the chair only').waitFor();
    await observer.page.goto(`${stage.origin}/b/drc-us`);
    await observer.page.getByRole('article').first().waitFor();
    await rowOf(chair, OBSERVER.name).getByText('at the table').waitFor();
    await chair.button(`What can be done: ${OBSERVER.name}`).click();
    await chair.page.getByRole('menuitem', { name: 'Remove from the board…' }).click();
    await chair.dialog().getByRole('button', { name: 'Remove' }).click();
    await rowOf(chair, OBSERVER.name).waitFor({ state: 'detached' });
    await observer.page.getByRole('alert').getByText('You are no longer at the table').waitFor();
  });
});

describe('a new board', () => {
  it('is made by the chair, who is led to its people', async () => {
    await chair.page.goto(stage.origin);
    await chair.page.getByRole('link', { name: 'New board' }).click();
    await says(chair, 'New board');
    await look(chair, 'a new board');
    await inFrench(chair, 'a new board');
    await chair.button('Empty these fields').click();
    await chair.page.getByRole('radio', { name: /^Empty/ }).check({ force: true });
    await chair.page.getByRole('radio', { name: 'French', exact: true }).check({ force: true });
    await chair.button('Lay the board').click();
    await chair.page.getByText('6 fields have to be put right first.').waitFor();
    await look(chair, 'a new board with faults');
    const fill = (name: string, value: string, which = 0): Promise<void> =>
      chair.page.getByRole('textbox', { name, exact: true }).nth(which).fill(value);
    await fill('Title', 'Accord de pêche');
    await fill('Name in English', 'Republic of Mauritania');
    await fill('Label in English', 'RIM');
    await fill('Name in English', 'European Union', 1);
    await fill('Label in English', 'EU', 1);
    await fill('Label in French', 'UE', 1);
    await chair.page.getByRole('radio', { name: 'Teal' }).first().check({ force: true });
    await chair.page.getByRole('radio', { name: 'Plum' }).last().check({ force: true });
    await fill('Title', 'Possibilités de pêche', 1);
    await chair.button('Add a figure to Article 1').click();
    await fill('Name', 'Durée');
    await choose(chair, /Kind/, 'Duration');
    await chair.button('Lay the board').click();
    await says(chair, 'People and invitations');
    await chair.page.getByRole('heading', { name: 'RIM Republic of Mauritania' }).waitFor();
    await chair.page.getByRole('heading', { name: 'EU European Union' }).waitFor();
    const inks = await chair.page
      .locator('.people-group > h2 .label')
      .evaluateAll((labels) => labels.map((label) => getComputedStyle(label).color));
    expect(inks).toEqual(['rgb(13, 95, 102)', 'rgb(117, 48, 126)']);
    await look(chair, 'the people of a new board');
  });

  it('has one language: nothing on its table shows two', async () => {
    await chair.page.getByRole('link', { name: 'Back to the table' }).click();
    const article = chair.article('Possibilités de pêche');
    await article.waitFor();
    expect(await chair.page.locator('.text-language').count()).toBe(0);
    expect(await chair.page.locator('.clause-editor[data-lang="en"]').count()).toBe(0);
    expect(await chair.page.locator('.clause-editor[data-lang="fr"]').count()).toBe(1);
    await chair.button('Agenda').click();
    await chair.page.getByRole('menuitem', { name: 'Add an article…' }).click();
    expect(await chair.dialog().getByRole('textbox').count()).toBe(1);
    await chair.dialog().getByRole('textbox', { name: 'Title' }).fill('Contrôle');
    await chair.dialog().getByRole('button', { name: 'Add' }).click();
    await chair.article('Contrôle').waitFor();
    await chair.button('Export').click();
    const files = await wordsOf(chair.dialog());
    expect(files).not.toContain('Side by side');
    await chair.keys('Escape');
    expect(await wordsOf(chair.page.locator('body'))).not.toMatch(/\b(DRC|US)\b/);
    await look(chair, 'a table in one language');
  });
});

describe('leaving', () => {
  it('asks first, and then this browser is a stranger again', async () => {
    await head.page.goto(`${stage.origin}/b/drc-us`);
    await head.page.locator('.own-seat').click();
    await head.button('Leave this seat for good…').click();
    await head.dialog('Leave this seat?').waitFor();
    await look(head, 'leaving', DIALOG);
    await head.dialog().getByRole('button', { name: 'Leave the seat' }).click();
    await says(head, 'Seats here are given by invitation');
  });
});

it('no page and not the server had anything to complain of, but for doors that were shut', () => {
  // 403: a seat that was removed asks once more, and is told that it is none.
  const shut = /(status of (401|404|410)|^Joseph Ilunga: error: Failed to load resource: .* status of 403)/;
  expect(stage.complaints.filter((each) => !shut.test(each))).toEqual([]);
});
