import { afterEach, beforeAll, expect, it } from 'vitest';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { lines, wrapped } from '../support/pdf/sheets.ts';
import { writePdf } from '../support/pdf/write-pdf.ts';

const ICE =
  'Ice from the upper lake was sold in the towns of the plain until the year 1931. ' +
  'Forty men cut it in January and covered the blocks with sawdust from the mill. ' +
  'A cart carried two tons of it, and a third was water when it came to the market.';
const MILL =
  'The mill at the outlet of the lake ground the corn of three villages for four centuries. ' +
  'Its wheel was broken by the flood of the year 1876 and built again within a winter.';

const PAPER = writePdf(
  [ICE, MILL].map((text) => ({ runs: lines(wrapped(text, 80), { x: 72, y: 100 }) })),
  { title: 'Ice and corn', language: 'en' },
);

let pages: Pages;
let firefox: Firefox | undefined;

beforeAll(async () => {
  pages = await servePages({
    papers: {
      '/ice.pdf': { type: 'application/pdf', data: PAPER },
      '/download': { type: 'application/pdf', data: PAPER },
    },
  });
  return () => pages.close();
});

afterEach(() => firefox?.close());

it('says that Firefox keeps a PDF file to itself until its site is allowed, and offers to ask for it', async () => {
  firefox = await launchFirefox();
  const panel = await firefox.openPanel(await firefox.open(pages.url('papers', '/ice.pdf')));
  await panel.summarize();
  await waitFor('the reason and the button', () =>
    panel.surface.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')].map((button) => button.textContent?.trim());
      return (
        document.body.textContent?.includes('This browser keeps PDF files to itself.') === true &&
        buttons.includes('Allow this site')
      );
    }),
  );
});

it.each(['/ice.pdf', '/download'])(
  'reads a PDF file of an allowed site (%s), and shows the page that it cites',
  async (path) => {
    firefox = await launchFirefox({ hosts: ['http://papers.localhost/*'] });
    const page = await firefox.open(pages.url('papers', path));
    const panel = await firefox.openPanel(page);
    await panel.ask('In which year did the flood break the wheel of the mill?');
    expect((await panel.answer()).text).toContain('1876');
    await panel.followCitation(0);
    await waitFor('the second page', () => page.url().endsWith(`${path}#page=2`));
  },
);
