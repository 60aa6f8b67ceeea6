import { describe, expect, it } from 'vitest';
import { connectionNamed, modelName, readModelName } from '../../lib/notation/model-name.ts';

const MINE = { id: 'conn_mine', model: 'small' };
const OTHER = { id: 'conn_other', model: 'large' };

const connections = {
  get: async (id: string) => [MINE, OTHER].find((one) => one.id === id),
  default: async () => OTHER,
};

type Row = readonly [what: string, model: string, place: string, name: string, gone: boolean];

const NAMES: readonly Row[] = [
  ['this device', 'on-device', 'on-device', '', false],
  ['the default connection', 'default', 'default', '', false],
  ['a connection with its own model', 'conn_mine/', 'conn_mine', '', false],
  ['a model at a connection', 'conn_mine/big', 'conn_mine', 'big', false],
  ['a model at a connection, with a slash in its name', 'conn_mine/maker/big', 'conn_mine', 'maker/big', false],
  ['a model of the default connection', 'big', 'default', 'big', false],
  ['such a model with a slash in its name', 'maker/big', 'default', 'maker/big', false],
  ['a connection that is gone', 'conn_gone/big', 'default', '', true],
];

describe('the name of a model names', () => {
  it.each(NAMES)('%s', async (_what, model, place, name, gone) => {
    expect(readModelName(model, [MINE, OTHER])).toEqual({ place, name, gone });
    const found = await connectionNamed(model, connections);
    expect(found).toEqual({ connection: { default: OTHER, conn_mine: MINE }[place], name, gone });
  });

  it.each(NAMES.filter(([, , , , gone]) => !gone))('%s, and is written as it is read', (_what, model, place, name) => {
    expect(modelName(place, name)).toBe(model);
  });

  it('this device where there is no connection', async () => {
    const none = { get: async () => undefined, default: async () => undefined };
    expect(await connectionNamed('big', none)).toEqual({ connection: undefined, name: 'big', gone: false });
  });
});
