// People who come by invitation: who invites reads the link off the page, who is invited opens it in a browser of their own.
import type { Locator } from 'playwright-core';
import { eventually } from './stage.ts';
import type { Person, SitOptions, Stage, Who } from './stage.ts';

const WORDS = {
  en: {
    accept: 'Accept and sit down',
    make: 'Make the invitation',
    seat: /To which seat/,
    done: 'Done',
    link: 'Link',
  },
  fr: {
    accept: 'Accepter et prendre place',
    make: 'Établir l’invitation',
    seat: /À quel siège/,
    done: 'Terminé',
    link: 'Lien',
  },
} as const;

export const linkTo = (stage: Stage, secret: string): string => `${stage.origin}/invite#${secret}`;

/** The page of people, once it has been read. */
export const openConsole = async (stage: Stage, person: Person, board = 'drc-us'): Promise<void> => {
  await person.page.goto(`${stage.origin}/b/${board}/people`);
  await person.page.locator('.own-seat-card').waitFor();
};

/** Chooses in one of the page's lists. */
export const choose = async (person: Person, list: RegExp, option: string): Promise<void> => {
  await person.button(list).click();
  await person.page.getByRole('option', { name: option, exact: true }).click();
};

/** Makes an invitation on the page of people and returns its link. */
export const invite = async (person: Person, seat: string | null, people = 1): Promise<string> => {
  const words = WORDS[person.language];
  if (seat !== null) await choose(person, words.seat, seat);
  const count = person.page.locator('.count-field input');
  if (people > 1) {
    await count.fill(String(people));
    await count.blur();
  }
  await person.button(words.make).click();
  const dialog = person.dialog();
  const link = await dialog.getByRole('textbox', { name: words.link }).inputValue();
  await dialog.getByRole('button', { name: words.done }).click();
  await dialog.waitFor({ state: 'hidden' });
  return link;
};

/** Opens the link in a browser of its own, and sits down. */
export const accept = async (
  stage: Stage,
  who: Who,
  link: string,
  options: SitOptions = {},
): Promise<Person> => {
  const person = await stage.open(who, { ...options, at: link });
  await person.page.getByRole('textbox').fill(who.name);
  await person.button(WORDS[person.language].accept).click();
  await person.page.getByRole('article').first().waitFor();
  return person;
};

/** Somebody's line on the page of people. */
export const rowOf = (person: Person, name: string): Locator =>
  person.page.locator('.people-row', { hasText: name });

/** Waits until the address of a page is this, behind the origin. */
export const isAt = (person: Person, path: string): Promise<string> =>
  eventually(
    'the address',
    () => Promise.resolve(person.page.url()),
    (url) => new URL(url).pathname + new URL(url).search + new URL(url).hash === path,
  );
