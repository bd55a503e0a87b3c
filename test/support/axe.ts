// What axe finds wrong on a page as it stands, of what keeps somebody from using it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type Look = {
  /** Only what lies in there. */
  within?: string;
  /** Only these rules; all of them where it is left out. */
  rules?: string[];
};

/** Serious and critical violations, one line each: the rule, and where. */
export const seriousViolations = async (page: Page, { within, rules }: Look = {}): Promise<string[]> => {
  // Not a script element: the page's policy would forbid it.
  await page.evaluate(`if (!('axe' in window)) { ${source} }`);
  const options: RunOptions = {
    resultTypes: ['violations'],
    ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } }),
  };
  const { violations } = await page.evaluate<AxeResults, [string | undefined, RunOptions]>(
    ([place, asked]) =>
      (window as unknown as { axe: { run(where: unknown, how: RunOptions): Promise<AxeResults> } }).axe.run(
        place ?? document,
        asked,
      ),
    [within, options],
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, impact, help, nodes }) =>
        `${impact} ${id}: ${help} (${nodes.map((node) => node.html.slice(0, 160)).join(' ; ')})`,
    );
};
