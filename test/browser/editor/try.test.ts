import { it } from 'vitest';
import { launchChromium } from '../../support/chromium.ts';
import { servePage } from './served.ts';
it('try', { timeout: 60000 }, async () => {
  const t0 = Date.now();
  const served = await servePage();
  console.log('built', Date.now() - t0);
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  page.on('console', (m) => console.log('PAGE', m.text()));
  page.on('pageerror', (e) => console.log('ERR', e.stack));
  await page.goto(served.url);
  await page.waitForFunction(() => 'harness' in window);
  await page.evaluate(() => window.harness.start([
    ['both', '1. The Parties '], ['us', 'may '], ['drc', 'shall '], ['both', 'hold a joint strategic stock of {tonnes} of cobalt in terms of contained metal'], ['drc', ', at least {share} of it in the territory of the Democratic Republic of the Congo'], ['both', '.\n2. Releases from the stock are made by joint decision of the Parties, '], ['us', 'which neither Party shall unreasonably withhold '], ['chair', 'without delay '], ['both', 'and are notified.'], ['us', '\nNew paragraph.'],
  ]));
  await page.waitForTimeout(300);
  await page.evaluate(() => { window.harness.move('us-1', { kind: 'setTerm', clause: 'a1', term: 'tonnes', value: 15000 }); window.harness.move('drc-1', { kind: 'setTerm', clause: 'a1', term: 'tonnes', value: 8000 }); window.harness.move('drc-1', { kind: 'setTerm', clause: 'a1', term: 'share', value: 60 }); });
  await page.waitForTimeout(100);
  await page.click('#us .cm-content', { position: { x: 300, y: 10 } });
  await page.keyboard.type('jointly ');
  await page.evaluate(() => window.harness.carets('us', [[17, { seat: 'drc-1', party: 'drc', role: 'head', name: null, clause: 'a1', lang: 'en', typing: true, cursor: { anchor: { type: null, tname: 'text:a1:en', item: { client: 33, clock: 10 }, assoc: 0 }, head: { type: null, tname: 'text:a1:en', item: { client: 33, clock: 12 }, assoc: 0 } } as never }]]));
  await page.waitForTimeout(100);
  console.log(await page.evaluate(() => window.harness.brackets('us').join(' | ')));
  console.log(await page.evaluate(() => document.querySelector('#us .cm-content')!.outerHTML.slice(0, 3000)));
  await page.screenshot({ path: '/tmp/ed.png' });
  await browser.close(); await served.close();
});
