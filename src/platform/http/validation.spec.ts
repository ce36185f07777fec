import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { Problem } from '../../domain/errors';
import { fieldProblems, validationPipe } from './validation';

class PartDto {
  @IsInt() size!: number;
}

class BodyDto {
  @IsString() @MaxLength(3) name!: string;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => PartDto) parts?: PartDto[];
}

const pipe = validationPipe();
const take = (value: unknown, type: 'body' | 'query' = 'body'): Promise<unknown> => pipe.transform(value, { type, metatype: BodyDto }) as Promise<unknown>;

async function errorsOf(value: unknown, type: 'body' | 'query' = 'body'): Promise<unknown> {
  const error: unknown = await take(value, type).catch((thrown: unknown) => thrown);
  if (!(error instanceof Problem)) throw new Error('It was taken');
  return { code: error.code, status: error.status, errors: error.details.errors };
}

describe('a body', () => {
  it('that is right is taken, down to its parts', async () => {
    const body = { name: 'abc', parts: [{ size: 1 }] };
    expect(await take(body)).toEqual(body);
  });

  it('that is wrong is a 422 that names each place and says what is wanted, one sentence per field', async () => {
    expect(await errorsOf({ name: 12, parts: [{ size: 1 }, { size: 'x' }] })).toEqual({
      code: 'invalid',
      status: 422,
      errors: [
        { pointer: '/name', detail: 'Name must be a string.' },
        { pointer: '/parts/1/size', detail: 'Size must be an integer number.' },
      ],
    });
  });

  it('with a key that nobody knows is refused, also inside, and the answer does not repeat its value', async () => {
    const answer = await errorsOf({ name: 'abc', 'a/b~c': 'hidden', parts: [{ size: 1, more: 2 }] });
    expect(answer).toMatchObject({ errors: expect.arrayContaining([{ pointer: '/a~1b~0c', detail: 'This field is not known here.' }, { pointer: '/parts/0/more', detail: 'This field is not known here.' }]) });
    expect(JSON.stringify(answer)).not.toContain('hidden');
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])('with a key named %s, which every object has, arrives without it', async (key) => {
    const taken = await take(JSON.parse(`{"name":"abc","${key}":{"name":"other","isOwner":true}}`));
    expect(Object.keys(taken as object)).toEqual(['name']);
    expect(taken).not.toHaveProperty('isOwner');
    expect(taken).toHaveProperty('name', 'abc');
  });
});

describe('a query', () => {
  it('that is wrong names its parameter', async () => {
    expect(await errorsOf({ name: 'abcd' }, 'query')).toEqual({ code: 'invalid', status: 422, errors: [{ pointer: '?name', detail: expect.stringMatching(/^Name must be shorter/) }] });
  });
});

describe('problems of fields', () => {
  it('of no error are none', () => {
    expect(fieldProblems([])).toEqual([]);
  });
});
