import { needleSet } from './needle-set';

const matcher = needleSet().compile();

function found(field: string, body: string): string[] {
  return matcher.read({ body, format: 'text' }).spansOf(field).map((span) => body.slice(span.start, span.end));
}

function values(field: string, body: string): unknown {
  return matcher.read({ body, format: 'text' }).field(field);
}

describe('phone numbers', () => {
  it.each([
    ['WhatsApp +1 (555) 010-9999', '+1 (555) 010-9999'],
    ['Here is her number 555-010-2233, tell her', '555-010-2233'],
    ['called me on 020 7946 0000 about', '020 7946 0000'],
    ['ruf an: 0151 23456789', '0151 23456789'],
    ['text me at 555-0199', '555-0199'],
    ['+49 (0) 30 901820', '+49 (0) 30 901820'],
  ])('are found: %s', (body, number) => { expect(found('contacts.phones', body)).toEqual([number]); });

  it.each([
    'from 1939-1945 to 2026-11-23', 'on 23.11.2026 at 10:30:00', '10 000 000 euros', '$1,000,000 and 3.14159265', '192.168.100.200', 'card 4111 1111 1111 1111',
    'score 100-2000', 'order 12345678', '1 2 3 4 5 6 7 8 9 10', 'id 550e8400-e29b-41d4-a716-446655440000', 'ISBN 978-3-16-148410-0',
  ])('are not: %s', (body) => { expect(found('contacts.phones', body)).toEqual([]); });
});

describe('messengers', () => {
  it('count when named or linked', () => {
    expect(values('contacts.messengers', 'dm me on WhatsApp or t.me/x, discord.gg/y')).toEqual(['whatsapp', 'telegram', 'discord']);
    expect(values('contacts.messengers', 'text me on Signal')).toEqual(['signal']);
    expect(values('contacts.messengers', 'a clear signal, the front line')).toEqual([]);
  });
});

describe('e-mail addresses', () => {
  it('count, spelled out ones too', () => {
    expect(found('contacts.emails', 'tips@news.example.com or jane.doe (at) mail (dot) com!')).toEqual(['tips@news.example.com', 'jane.doe (at) mail (dot) com']);
    expect(found('contacts.emails', 'meet @jane at noon')).toEqual([]);
    expect(values('links.count', 'tips@news.example.com')).toBe(0);
  });
});

describe('cards, accounts and identity numbers', () => {
  it('need a right check digit', () => {
    expect(found('contacts.cards', 'card 4111 1111 1111 1111, not 4111 1111 1111 1112 nor 0000 0000 0000 0000')).toEqual(['4111 1111 1111 1111']);
    expect(found('contacts.ids', 'IBAN DE89 3704 0044 0532 0130 00 please')).toEqual(['DE89 3704 0044 0532 0130 00']);
    expect(found('contacts.ids', 'IBAN DE89 3704 0044 0532 0130 01')).toEqual([]);
    expect(found('contacts.ids', 'GB82WEST12345698765432')).toEqual(['GB82WEST12345698765432']);
    expect(found('contacts.ids', 'SSN 078-05-1120, DNI 12345678Z, not 12345678A')).toEqual(['078-05-1120', '12345678Z']);
    expect(found('contacts.ids', 'RSSMRA85T10A562S and RSSMRA85T10A562T')).toEqual(['RSSMRA85T10A562S']);
    expect(found('contacts.ids', 'tel 555-010-2233 on 2026-11-23')).toEqual([]);
  });
});

describe('wallets', () => {
  it('are told by their shape', () => {
    expect(values('contacts.wallets', 'pay 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa or 0x52908400098527886E0F7030069857D2E4169EE7')).toBe(2);
    expect(values('contacts.wallets', 'abcdefghijklmnopqrstuvwxyzabcdefgh 111111111111111111111111111111')).toBe(0);
  });
});

describe('addresses', () => {
  it.each(['she lives at 12 Old Mill Road', 'Hauptstraße 12, Berlin', '14 rue de la Paix', 'via Roma 12'])('are found: %s', (body) => {
    expect(values('contacts.addresses', body)).toBe(1);
  });
  it.each(['2 hours down the road', '100 years the same way', 'He lives in Leeds, like me', 'in 2026 the avenue', 'keinesweg 2'.slice(0, 8)])('are not: %s', (body) => {
    expect(values('contacts.addresses', body)).toBe(0);
  });
});
