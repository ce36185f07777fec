// Before the first paint: the colour scheme chosen in the header, so that a dark desk never flashes white.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('weir-colour-scheme');
  } catch (error) {
    // Storage is blocked: the system's scheme it is.
  }
  if (chosen === 'light' || chosen === 'dark') document.documentElement.setAttribute('data-mantine-color-scheme', chosen);
})();
