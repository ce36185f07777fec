/** Our own terms for the evasion matrix: mild insults and invented words of at least four letters, each with its plural. */
export interface Language {
  readonly code: string;
  readonly name: string;
  /** Sentences with a gap for the term. */
  readonly frames: readonly [string, string];
  readonly terms: readonly (readonly [term: string, plural: string])[];
}

const plain = (words: string, plural: (word: string) => string): [string, string][] => words.split(' ').map((word) => [word, plural(word)]);
const pairs = (words: string): [string, string][] => words.split(' ').map((pair) => pair.split(':') as [string, string]);

export const ENGLISH: Language = {
  code: 'en',
  name: 'English',
  frames: ['Oh please, you are a {} and you know it.', '{} is what I call people who write this'],
  terms: [
    ...plain('moron loser bozo dork twit prat plonker muppet dimwit nitwit buffoon weasel creep jerk clod goon dweeb scumbag', (word) => `${word}s`),
    ...pairs('numpty:numpties dummy:dummies'),
    ...plain('slurone grobnik zwindler brungle quamper flimbert stroogle knabber vexling dribbon', (word) => `${word}s`),
  ],
};

export const SPANISH: Language = {
  code: 'es',
  name: 'Spanish',
  frames: ['Por favor, eres un {} y lo sabes.', '{} es como llamo a quien escribe esto'],
  terms: [
    ...plain('tonto payaso bobo cretino zoquete mentecato pelmazo bruto canalla granuja majadero necio palurdo paleto besugo merluzo botarate cenutrio mamarracho zopenco cobarde', (word) => `${word}s`),
    ...pairs('imbécil:imbéciles patán:patanes gandul:gandules holgazán:holgazanes bribón:bribones pánfilo:pánfilos sinvergüenza:sinvergüenzas cabezón:cabezones tragón:tragones'),
  ],
};

export const FRENCH: Language = {
  code: 'fr',
  name: 'French',
  frames: ['Franchement, tu es un {} et tu le sais.', '{} est le mot pour qui écrit cela'],
  terms: [
    ...plain('crétin imbécile abruti bouffon andouille cornichon nigaud benêt bécasse blaireau boulet débile empoté gourde malotru minable nouille plouc tocard truffe vaurien goujat lâche mufle radin rapiat crapule canaille lourdaud pignouf', (word) => (word === 'blaireau' ? 'blaireaux' : `${word}s`)),
  ],
};

export const GERMAN: Language = {
  code: 'de',
  name: 'German',
  frames: ['Also bitte, du bist ein {} und weißt es.', '{} nenne ich jeden, der so etwas schreibt'],
  terms: pairs(
    'trottel:trotteln depp:deppen dummkopf:dummköpfe blödmann:blödmanns schwachkopf:schwachköpfe vollpfosten:vollpfostens hohlkopf:hohlköpfe dussel:dussels tölpel:tölpeln hornochse:hornochsen schnösel:schnöseln lümmel:lümmeln flegel:flegeln schurke:schurken halunke:halunken gauner:gaunern strolch:strolche fatzke:fatzken kretin:kretins knallkopf:knallköpfe dumpfbacke:dumpfbacken nichtsnutz:nichtsnutze faulpelz:faulpelze feigling:feiglinge angeber:angebern schwätzer:schwätzern spießer:spießern weichei:weicheier stümper:stümpern knilch:knilche',
  ),
};

export const LANGUAGES: readonly Language[] = [ENGLISH, SPANISH, FRENCH, GERMAN];
