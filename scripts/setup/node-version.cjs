// Old syntax on purpose: this must run on the Node versions that it turns away.
var wanted = 'Weir needs Node 20.19 or newer within 20, or 22.12 or newer';

module.exports = function requireNode(version) {
  var parts = version.split('.').map(Number);
  var major = parts[0];
  var minor = parts[1];
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  console.error(wanted + '; this is ' + version + '.');
  console.error('Install a current one from https://nodejs.org (or: nvm install 22), then run this again.');
  process.exit(1);
};
