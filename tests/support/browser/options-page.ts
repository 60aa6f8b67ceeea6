import type { Page } from 'puppeteer-core';
import type { Chromium } from './chromium.ts';
import { waitFor } from './wait-for.ts';

/** What is typed into a connection's form; fields that are not named keep what they hold. */
export type ConnectionFields = {
  readonly name?: string;
  readonly baseUrl?: string;
  readonly key?: string;
  readonly model?: string;
  readonly protocol?: 'chat-completions' | 'responses' | 'assistants';
  /** Keeps answers running at the server; only the protocol `responses` can. */
  readonly background?: boolean;
};

/** One choice of who answers new questions, as the list shows it. */
export type Listed = { readonly name: string; readonly detail: string; readonly chosen: boolean };

const BACKGROUND = '//label[span[starts-with(text(), "Keep answers running at ")]]/input[@type="checkbox"]';

/** What a user sees and does on the options page. */
export type OptionsPage = Awaited<ReturnType<typeof openOptions>>;

export async function openOptions({ openDocument }: Chromium) {
  const surface = await openDocument('options.html');
  const { page, click, fill, evaluate } = surface;
  const listed = () => evaluate(readList);

  return {
    ...surface,
    listed,

    /** Opens the form for a new connection to a server that is none of the known services. */
    async add() {
      await click('button', 'Add connection');
      const service = await page.waitForSelector('::-p-aria([name="Service"])');
      await service?.select('custom');
    },

    async type({ name, baseUrl, key, model, protocol, background }: ConnectionFields) {
      if (name !== undefined) await fill('Name', name);
      if (baseUrl !== undefined) await fill('Base URL', baseUrl);
      if (key !== undefined) await fill('API key', key);
      if (model !== undefined) await fill('Model', model);
      if (protocol !== undefined) {
        const menu = await page.waitForSelector('::-p-aria([name="Protocol"])');
        await menu?.select(protocol);
      }
      if (background !== undefined) {
        const box = await page.waitForSelector(`::-p-xpath(${BACKGROUND})`);
        if ((await box?.evaluate(isChecked)) !== background) await box?.click();
      }
    },

    /** Presses Save and gives the sentence that follows. */
    async save() {
      await click('button', 'Save');
      return sentence(page);
    },

    /** Presses "Test connection" and gives the sentence that follows. */
    async test() {
      await click('button', 'Test connection');
      return sentence(page);
    },

    /** Chooses one of several by its name: who answers new questions, or what the toolbar button opens. */
    async choose(name: string) {
      await page.locator(`::-p-xpath(//label[span[text()="${name}"]])`).click();
      await waitFor(`"${name}" to be chosen`, () => evaluate(isChosen, name));
    },

    /** Waits until exactly these connections are listed. */
    async lists(...names: readonly string[]): Promise<readonly Listed[]> {
      const wanted = ['On this device', ...names].join();
      return waitFor(`the list to be ${wanted}`, async () => {
        const list = await listed();
        return list.map(({ name }) => name).join() === wanted && list;
      });
    },
  };
}

/** What the form says about its newest click, once that has come to an end. */
function sentence(page: Page): Promise<string> {
  return waitFor('the form to say how it ended', () =>
    page.evaluate(() => {
      const said = document.querySelector('form > [role="status"]')?.textContent?.trim() ?? '';
      return said === '' || said === 'Asking for one short answer' ? null : said;
    }),
  );
}

function readList(): Listed[] {
  return [...document.querySelectorAll<HTMLInputElement>('input[name="default-connection"]')].map((radio) => ({
    name: radio.parentElement?.querySelector('span')?.textContent ?? '',
    detail: radio.parentElement?.querySelector('small')?.textContent ?? '',
    chosen: radio.checked,
  }));
}

function isChecked(box: Node): boolean {
  return box instanceof HTMLInputElement && box.checked;
}

function isChosen(name: string): boolean {
  const radios = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
  return radios.some((radio) => radio.checked && radio.parentElement?.querySelector('span')?.textContent === name);
}
