// What axe-core finds on a page, by the rules of WCAG 2.2 A and AA; the script is run beside the page's policy, not under it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] };

/** Serious and critical violations, each as one line that says where. */
export const seriousOn = async (page: Page): Promise<string[]> => {
  await page.evaluate(source);
  const found = await page.evaluate(async (): Promise<Found[]> => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Found[] }> } };
    return (await axe.run()).violations;
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
    );
};
