import { createTheme, localStorageColorSchemeManager, type MantineColorsTuple } from '@mantine/core';

const river: MantineColorsTuple = ['#eef5fa', '#dbe8f2', '#b3d0e5', '#88b7d8', '#65a2cd', '#4f95c6', '#428ec3', '#327aad', '#1d5a86', '#164a70'];

/** The warm greys of styles/tokens.css, for menus and inputs. */
const dark: MantineColorsTuple = ['#ebe7e0', '#c9c3b8', '#a9a297', '#8a8378', '#4a463f', '#37342f', '#262421', '#201f1c', '#181715', '#121110'];

export const theme = createTheme({
  primaryColor: 'river',
  primaryShade: { light: 8, dark: 7 },
  colors: { river, dark },
  fontFamily: 'var(--sans)',
  headings: { fontFamily: 'var(--serif)' },
  defaultRadius: 5,
  cursorType: 'pointer',
});

/** The same name as in public/scheme.js, which applies it before the first paint. */
export const colorSchemes = localStorageColorSchemeManager({ key: 'weir-colour-scheme' });
