import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelServer, startModelServer } from '../support/model-server/index.ts';
import { askedIn, ROWS } from './cases.ts';
import { EXAMPLES } from './examples.ts';
import { openFrontDoor } from './front-door.ts';

let server: ModelServer;

beforeEach(async () => {
  server = await startModelServer();
});

afterEach(() => server.close());

describe('an example written for the hosted API works on the front door', () => {
  it.each(ROWS)('$name: $shows', async ({ name, says, asked, prints }) => {
    server.script(...says);
    expect(await EXAMPLES[name](openFrontDoor(server.baseUrl))).toEqual(prints);
    expect(askedIn(server.requests)).toMatchObject(asked);
  });
});
