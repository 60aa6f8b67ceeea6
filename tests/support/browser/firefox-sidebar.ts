import { writeFileSync } from 'node:fs';
import { failure } from './failure.ts';
import type { FirefoxWindow } from './firefox-window.ts';
import type { Surface } from './surface.ts';
import { waitFor } from './wait-for.ts';

/** Firefox's own objects, as far as they are used here. They exist only inside the browser's window. */
type Frame = Element & { readonly messageManager: MessageManager; readonly browsingContext: BrowsingContext };
type MessageManager = {
  loadFrameScript(url: string, delayed: boolean): void;
  sendAsyncMessage(name: string, data: object): void;
  addMessageListener(name: string, listener: (message: { data: Answer }) => void): void;
};
type BrowsingContext = {
  readonly currentWindowGlobal: {
    readonly osPid: number;
    drawSnapshot(area: null, scale: number, background: string): Promise<ImageBitmap>;
  };
};
type Answer = { readonly id: number; readonly value?: string; readonly error?: string };

/** Where Firefox shows one of the extension's documents beside or over a page. */
type Place = 'sidebar' | 'popup';

/**
 * The document in Firefox's sidebar, or in the popup of the toolbar button. WebDriver BiDi does not list them among its contexts, so
 * a frame script carries the code into the document's own process. Clicks and typing are synthetic.
 */
export function firefoxSurface(window: FirefoxWindow, place: Place): Surface {
  const evaluate: Surface['evaluate'] = (task, ...parameters) => runIn(window, { place }, task, ...parameters);

  const surface: Surface = {
    evaluate,
    async click(role, name) {
      await waitFor(`the ${role} "${name}" to be pressable`, () => evaluate(clickByName, role, name)).catch(
        async (error) => {
          throw await failure(error.message, surface, error);
        },
      );
    },
    async fill(name, text) {
      await waitFor(`the text box "${name}"`, () => evaluate(fillByName, name, text)).catch(async (error) => {
        throw await failure(error.message, surface, error);
      });
    },
    async screenshot(path) {
      writeFileSync(path, Buffer.from(await window.run(draw, place), 'base64'));
    },
  };
  return surface;
}

/** What a user does in the sidebar: only then may it ask for permissions. */
export const userActs =
  (window: FirefoxWindow): Surface['evaluate'] =>
  (task, ...parameters) =>
    runIn(window, { place: 'sidebar', isUser: true }, task, ...parameters);

async function runIn<Parameters extends readonly unknown[], Result>(
  window: FirefoxWindow,
  { place, isUser = false }: { readonly place: Place; readonly isUser?: boolean },
  task: (...parameters: Parameters) => Result | Promise<Result>,
  ...parameters: Parameters
): Promise<Result> {
  const code = `Promise.resolve((${task})(...${JSON.stringify(parameters)})).then((value) => JSON.stringify(value ?? null))`;
  const answer = await window.run(askIn, place, code, FRAME_SCRIPT, isUser);
  if (answer.error !== undefined) throw new Error(answer.error);
  return JSON.parse(answer.value ?? 'null');
}

/** Runs in the document's process. A sandbox is not bound by the document's content security policy. */
const FRAME_SCRIPT = `addMessageListener('sitethread:run', async ({ data: { id, code, isUser } }) => {
  try {
    const sandbox = new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false, sameZoneAs: content });
    const input = isUser ? content.windowUtils.setHandlingUserInput(true) : null;
    const value = Cu.evalInSandbox(code, sandbox);
    input?.destruct();
    sendAsyncMessage('sitethread:done', { id, value: await value });
  } catch (error) {
    sendAsyncMessage('sitethread:done', { id, error: String(error) });
  }
});`;

/** Runs in the browser's window. */
function askIn(place: Place, code: string, frameScript: string, isUser: boolean): Promise<Answer> {
  const sidebar = document.querySelector<HTMLIFrameElement>('#sidebar')?.contentDocument;
  const popup = document.querySelector<Frame>('.webextension-popup-browser');
  const frame = place === 'popup' ? popup : sidebar?.querySelector<Frame>('#webext-panels-browser');
  if (!frame) throw new Error(`The ${place} is not open.`);
  const { messageManager } = frame;
  // A document of the extension comes into a process of its own: what was loaded before it is not there.
  const process = String(frame.browsingContext.currentWindowGlobal.osPid);
  if (frame.getAttribute('data-sitethread') !== process) {
    frame.setAttribute('data-sitethread', process);
    messageManager.loadFrameScript(`data:application/javascript,${encodeURIComponent(frameScript)}`, false);
  }
  const id = Math.random();
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`The ${place} did not answer within 20 s.`)), 20_000);
    messageManager.addMessageListener('sitethread:done', ({ data }) => data.id === id && resolve(data));
    messageManager.sendAsyncMessage('sitethread:run', { id, code, isUser });
  });
}

/** Runs in the browser's window; gives a PNG in base64. */
async function draw(place: Place): Promise<string> {
  const sidebar = document.querySelector<HTMLIFrameElement>('#sidebar')?.contentDocument;
  const popup = document.querySelector<Frame>('.webextension-popup-browser');
  const frame = place === 'popup' ? popup : sidebar?.querySelector<Frame>('#webext-panels-browser');
  if (!frame) throw new Error(`The ${place} is not open.`);
  const image = await frame.browsingContext.currentWindowGlobal.drawSnapshot(null, 2, 'white');
  const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas') as HTMLCanvasElement;
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return canvas.toDataURL('image/png').replace('data:image/png;base64,', '');
}

/** Runs in the document; false while there is no such control or it is disabled. */
function clickByName(role: string, name: string): boolean {
  const selector = {
    button: 'button',
    textbox: 'textarea, input',
    link: 'a',
    combobox: 'select',
    menuitem: 'menuitem',
  }[role];
  const control = [...document.querySelectorAll<HTMLElement>(`${selector}, [role="${role}"]`)].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === name,
  );
  if (control === undefined || control.matches(':disabled')) return false;
  control.click();
  return true;
}

/** Runs in the document; false while there is no such text box. */
function fillByName(name: string, text: string): boolean {
  const box = [...document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea, input')].find(
    (one) => (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? '').trim() === name,
  );
  if (box === undefined) return false;
  box.focus();
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType: 'insertText' }));
  return true;
}
