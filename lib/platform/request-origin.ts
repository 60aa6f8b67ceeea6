import type { DeclarativeNetRequest } from 'webextension-polyfill';
import { browser } from './browser.ts';

/**
 * A `fetch` whose requests to local servers carry no Origin header. Browsers put `chrome-extension://…` or `moz-extension://…` on
 * every POST of an extension, and servers such as Ollama answer that with an empty 403.
 *
 * The header is what protects such a server from web pages, so each rule is bound three times: to one server, to this extension as
 * the sender, and to requests that come from no tab. The first request to a server waits for its rule; rules end with the browser's
 * session. They hold only for hosts the user has allowed. A rule that cannot be set fails no request: the server's own answer says
 * what is wrong.
 */
export function fetchWithoutOrigin(isLocal: (hostname: string) => boolean): typeof fetch {
  const rules = new Map<string, Promise<void>>();
  let last: Promise<void> = Promise.resolve();

  /** One after the other: the id of a new rule follows from those that are there. */
  function ruleFor(origin: string): Promise<void> {
    const known = rules.get(origin);
    if (known !== undefined) return known;
    last = last
      .then(() => setRule(origin))
      .catch(() => {
        rules.delete(origin); // The next request tries again.
      });
    rules.set(origin, last);
    return last;
  }

  return async (input, init) => {
    const { origin, hostname } = new URL(input instanceof Request ? input.url : input);
    if (isLocal(hostname)) await ruleFor(origin);
    return fetch(input, init);
  };
}

async function setRule(origin: string): Promise<void> {
  const requests = browser.declarativeNetRequest;
  const condition: DeclarativeNetRequest.RuleConditionType = {
    urlFilter: `|${origin}/`,
    initiatorDomains: [new URL(browser.runtime.getURL('')).hostname],
    tabIds: [-1],
    resourceTypes: ['xmlhttprequest', 'other'],
  };
  // A worker that was stopped has left its rules.
  const there = await requests.getSessionRules();
  if (there.some((rule) => rule.condition.urlFilter === condition.urlFilter)) return;
  const id = Math.max(0, ...there.map((rule) => rule.id)) + 1;
  const action: DeclarativeNetRequest.RuleActionType = {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'origin', operation: 'remove' }],
  };
  await requests.updateSessionRules({ addRules: [{ id, condition, action }] });
}
