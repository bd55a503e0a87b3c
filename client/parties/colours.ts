// A delegation's colour, wherever something of it is drawn (`data-party`), is what its board says. The rules are made anew
// for each board and handed to the page as a sheet of its own, since a policy that allows no style in the markup allows that.
import { useLayoutEffect } from 'react';
import { colourOf } from '../../shared/colours.ts';
import type { PartyId } from '../../shared/board.ts';

/** What of a party its colour depends on. */
export type Coloured = { readonly id: PartyId; readonly index: number; readonly colour?: string | undefined };

/** The rules; `within` is a selector, for a page that shows several boards. */
export const colourRules = (parties: readonly Coloured[], within = ':root'): string =>
  parties
    .map((party) => {
      const colour = colourOf(party);
      const place = `${within} [data-party='${party.id}']`;
      return `${place} { --p: var(--${colour}); --p-wash: var(--${colour}-wash); }`;
    })
    .join('\n');

/** Draws what is of these parties in their colours, as long as the component is there. */
export const usePartyColours = (parties: readonly Coloured[] | undefined, within?: string): void => {
  const rules = parties === undefined ? '' : colourRules(parties, within);
  useLayoutEffect(() => {
    if (rules === '') return undefined;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    };
  }, [rules]);
};
