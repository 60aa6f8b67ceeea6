import type { HTTPRequest, Page } from 'puppeteer-core';

export type Answer = { readonly status?: number; readonly type?: string; readonly body: string };

export type Request = { readonly path: string; readonly method: string; readonly body: string };

/**
 * Answers everything that the page and the scripts in it ask of any site, before it reaches the network: a site's real name can
 * be used without the site. Requests without an answer fail. What was asked is added to `asked`, in order.
 */
export async function intercept(page: Page, answer: (request: Request, host: string) => Answer | null) {
  const asked: Request[] = [];
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const { host, pathname, search } = new URL(request.url());
    const one = { path: pathname + search, method: request.method(), body: bodyOf(request) };
    asked.push(one);
    const { status = 200, type = 'text/html; charset=utf-8', body } = answer(one, host) ?? { status: 404, body: '' };
    void request.respond({ status, contentType: type, body });
  });
  return { asked };
}

function bodyOf(request: HTTPRequest): string {
  try {
    return request.postData() ?? '';
  } catch {
    return ''; // Firefox's protocol does not tell it
  }
}
