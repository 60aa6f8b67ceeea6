import { expect, it } from 'vitest';
import { type Json, jsonSchema } from './json-schema.ts';

type Row = readonly [name: string, published: Json, converted: Json];

const OPEN: readonly Row[] = [
  ['adds null to a type', { type: 'integer', nullable: true }, { anyOf: [{ type: 'integer' }, { type: 'null' }] }],
  ['adds null to a reference', { $ref: '#/a', nullable: true }, { anyOf: [{ $ref: '#/a' }, { type: 'null' }] }],
  [
    'adds null to an enum, whose values stay',
    { type: 'string', enum: ['a'], nullable: true },
    { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] },
  ],
  [
    'reads a mark inside allOf as null added to the rest',
    { allOf: [{ $ref: '#/a' }, { nullable: true }] },
    { anyOf: [{ $ref: '#/a' }, { type: 'null' }] },
  ],
  [
    'keeps the other parts of an allOf together',
    { allOf: [{ $ref: '#/a' }, { $ref: '#/b' }, { nullable: true }] },
    { anyOf: [{ allOf: [{ $ref: '#/a' }, { $ref: '#/b' }] }, { type: 'null' }] },
  ],
  ['leaves an allOf without a mark', { allOf: [{ $ref: '#/a' }] }, { allOf: [{ $ref: '#/a' }] }],
  ['leaves what says nullable: false', { type: 'string', nullable: false }, { type: 'string' }],
  [
    'goes into properties, whose names are not keywords',
    { properties: { nullable: { type: 'string', nullable: true } } },
    { properties: { nullable: { anyOf: [{ type: 'string' }, { type: 'null' }] } } },
  ],
  ['names what a recursive reference means', { items: { $recursiveRef: '#' } }, { items: { $ref: '#/self' } }],
  [
    'drops the anchor and the discriminator',
    { $recursiveAnchor: true, discriminator: {}, type: 'object' },
    { type: 'object' },
  ],
];

it.each(OPEN)('%s', (_name, published, converted) => {
  expect(jsonSchema(published, { self: '#/self', closed: false })).toEqual(converted);
});

const CLOSED: readonly Row[] = [
  [
    'closes an object that names its properties',
    { properties: { a: { properties: {} } } },
    { properties: { a: { properties: {}, additionalProperties: false } }, additionalProperties: false },
  ],
  [
    'leaves an object open that says it is',
    { properties: {}, additionalProperties: true },
    { properties: {}, additionalProperties: true },
  ],
  ['leaves an object open that names nothing', { type: 'object' }, { type: 'object' }],
];

it.each(CLOSED)('%s', (_name, published, converted) => {
  expect(jsonSchema(published, { self: '#/self', closed: true })).toEqual(converted);
});
