import { IDENTITY_TERMS } from '../../src/engine/signals/toxicity/identity-terms';

/** Harmless sentences about people, with a gap for what they are; to learn from. Those that the benchmark asks about are others. */
const SENTENCES: readonly string[] = [
  'I am a {} person and I have lived on this street for twenty years.',
  'My best friend is {}.',
  'My brother is {} and so is his partner.',
  'As a {} reader I found this article helpful.',
  'She is {} and works at the hospital.',
  'He told us that he is {}.',
  'The {} community here organised the street festival again.',
  'Our new teacher is {}, and the children like her.',
  '{} people deserve the same rights as everybody else.',
  'I grew up in a {} family.',
  'We should listen to what {} people have to say about this.',
  'There are many {} families in our part of town.',
  'A {} colleague of mine wrote a book about it.',
  'The author, who is {}, won the prize last year.',
  'Being {} is nothing to be ashamed of.',
  'I am proud to be {}.',
  'I am {}.',
  'You are {}.',
  'They are {}.',
  'He is {} and she is not.',
  'Is the mayor {}? I did not know that.',
  'Most of my neighbours are {} and we get along well.',
  'The first {} minister in the history of the state was sworn in on Monday.',
  'More {} students than ever finished school this year.',
  'The museum shows how {} artists worked in the last century.',
  'How many {} voters took part in the election?',
  'Discrimination against {} people is against the law.',
  'This survey asked {} and non-{} people the same questions.',
  'My {} grandmother made the best soup.',
  'We met a {} couple on the train and talked for hours.',
  'It is hard to find a flat when you are {}.',
  'The film is about a {} girl who wants to be a pilot.',
  'I do not think it matters whether the doctor is {}.',
  'Why are there so few {} players in the national team?',
  'The law protects {} employees from being fired for who they are.',
  'As someone who is {}, I hope this changes soon.',
  'A {} man helped me to carry the shopping home.',
  'Two {} women run the bakery at the corner.',
  'Thank you for writing about {} life in the city.',
  'The {} men and women in our choir sing every Friday.',
  'He was attacked because he is {}, and nobody helped.',
  'Hatred of {} people has no place here.',
  'I have never met a {} person, so I would like to learn more.',
  'Some {} people agree with the plan and some do not.',
];

/** How many sentences are made of each; the scorer reads all terms as one token, so a few stand for all. */
const TERMS_EACH = 6;

/** The sentences with terms from the list, always the same. */
export function benignSentences(): readonly string[] {
  return SENTENCES.flatMap((sentence, s) => Array.from({ length: TERMS_EACH }, (_, i) => sentence.replaceAll('{}', IDENTITY_TERMS[(s * 37 + i * 61) % IDENTITY_TERMS.length] ?? '')));
}
