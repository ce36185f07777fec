import { isPlainlyEnglish } from './plainly-english';

describe('a plainly English text', () => {
  it.each([
    'Anybody who reads the story to the end will see that the council never answered the question.',
    'You are the worst mayor that this town has had.',
    'WHAT DO YOU KNOW ABOUT IT',
    "I don't think they should have done it, and you know why.",
  ])('is one: %s', (text) => {
    expect(isPlainlyEnglish(text)).toBe(true);
  });

  it.each([
    ['German', 'Wer die Geschichte bis zum Ende liest, der will wissen, was die Not mit uns allen macht und warum man in der Stadt so lange gewartet hat.'],
    ['Dutch', 'Dit is of was toch wel de beste wedstrijd die we in jaren met elkaar hebben gezien, man.'],
    ['French', 'On ne comprend pas comment le conseil a pu attendre si longtemps, et personne ne dit rien.'],
    ['Spanish', 'No has dicho nada de lo que hizo el alcalde con el dinero, y eso no me parece bien.'],
    ['Italian', 'Non si capisce perché il sindaco abbia aspettato così tanto, e nessuno dice niente.'],
    ['Polish', 'To jest skandal, my nie chcemy tego widzieć i wy też nie powinniście.'],
    ['Danish', 'Det er for dårligt, og her i byen har vi ventet længe på en ny bro over åen.'],
    ['Swedish', 'Jag tycker inte om det här, men det är så det ser ut i hela landet.'],
    ['Turkish', 'Her gün aynı haberi okumaktan bıktım, belediye bir şey yapmıyor.'],
    ['Vietnamese', 'Tôi không hiểu vì sao họ lại làm như thế, chúng ta phải chờ bao lâu nữa.'],
    ['Russian', 'Никто не понимает, почему мэр так долго ждал.'],
    ['nothing', ''],
    ['two words', 'You idiot'],
    ['figures', '1234 5678 :-)'],
  ])('is not %s', (_, text) => {
    expect(isPlainlyEnglish(text)).toBe(false);
  });

  it('is not one because of an English title in it', () => {
    expect(isPlainlyEnglish('Der Film „The Good, the Bad and the Ugly“ läuft am Samstag wieder im Kino am Markt, und diesmal gibt es danach noch ein Gespräch mit dem Verein.')).toBe(false);
  });
});
