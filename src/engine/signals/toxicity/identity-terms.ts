import { fold } from '../../text/fold';
import { HashTable, hashOfWord } from './hashing';

/**
 * Words that say what somebody is, not what somebody does. The scorer reads each of them as the same neutral token, so that "I am a gay
 * man" cannot score higher than "I am a tall man" for the word alone. Folded; single words; plurals are written out.
 */
export const IDENTITY_TERMS: readonly string[] = [
  // gender
  'woman women womans womens man men mans mens girl girls boy boys lady ladies female females male males wife wives husband husbands mother mothers father fathers daughter daughters son sons sister sisters brother brothers grandmother grandfather feminist feminists feminine masculine',
  'trans transgender transgendered transsexual transsexuals nonbinary enby genderqueer genderfluid cisgender cis intersex transwoman transwomen transman transmen',
  // whom one loves
  'gay gays lesbian lesbians bisexual bisexuals bi homosexual homosexuals homosexuality heterosexual heterosexuals straight queer queers lgbt lgbtq lgbtqia pansexual asexual',
  // religion
  'muslim muslims moslem moslems islam islamic jew jews jewish judaism christian christians christianity catholic catholics protestant protestants evangelical mormon mormons orthodox hindu hindus hinduism buddhist buddhists sikh sikhs atheist atheists atheism pagan pagans rabbi imam mosque synagogue',
  // origin
  'black blacks white whites brown asian asians african africans arab arabs arabic latino latinos latina latinas latinx hispanic hispanics caucasian indigenous aboriginal aboriginals native natives indian indians european europeans american americans mexican mexicans chinese japanese korean koreans vietnamese filipino filipinos pakistani pakistanis bangladeshi iranian iranians iraqi iraqis syrian syrians turk turks turkish kurd kurds kurdish afghan afghans saudi palestinian palestinians israeli israelis russian russians ukrainian ukrainians polish pole poles romanian romanians bulgarian bulgarians german germans french italian italians spanish spaniard spaniards portuguese british english scottish irish welsh greek greeks dutch swedish nigerian nigerians somali somalis ethiopian ethiopians kenyan kenyans egyptian egyptians moroccan moroccans brazilian brazilians cuban cubans colombian colombians canadian canadians australian australians jamaican jamaicans haitian haitians roma romani sinti immigrant immigrants migrant migrants refugee refugees foreigner foreigners',
  // body, mind and age
  'deaf blind disabled disability disabilities autistic autism wheelchair paralyzed paralysed dyslexic epileptic schizophrenic bipolar old older elderly young younger teenager teenagers teen teens middle-aged millenial millennial millennials boomer boomers',
].flatMap((words) => words.split(' ').filter((word) => !word.includes('-')));

/** A list of identity terms, ready for the scorer. */
export interface IdentityTerms {
  readonly table: HashTable;
  readonly count: number;
}

/** Terms as people write them; of a phrase every word counts by itself. */
export function identityTerms(terms: readonly string[]): IdentityTerms {
  const words = new Set(terms.flatMap((term) => fold(term).replaceAll("'", '').split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '')));
  return { table: new HashTable([...words].map((word) => [hashOfWord(word), 1] as const)), count: words.size };
}
