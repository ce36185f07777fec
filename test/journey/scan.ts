import type { Locator } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';

/** The pixels of a picture, found by a browser: it stands in the text as a PNG in base64. */
const pixelsOf = (png: string): string => `(async () => {
  const bytes = Uint8Array.from(atob('${png}'), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const on = new OffscreenCanvas(image.width, image.height).getContext('2d');
  on.drawImage(image, 0, 0);
  return { width: image.width, height: image.height, data: [...on.getImageData(0, 0, image.width, image.height).data] };
})()`;

/** What a phone reads of a code as it stands on the screen, by another library than the one that drew it. */
export async function scanned(code: Locator): Promise<string> {
  await code.waitFor();
  const png = (await code.screenshot()).toString('base64');
  const page = await code.page().context().newPage();
  const { width, height, data } = await page.evaluate<{ width: number; height: number; data: number[] }>(pixelsOf(png));
  await page.close();
  return decodeQR({ width, height, data: Uint8ClampedArray.from(data) });
}
