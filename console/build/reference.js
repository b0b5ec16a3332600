// The reference of the store that the console beside it is of. No fonts, proxies, agents or counts of anybody else's.
const { api = '/' } = await (await fetch('/console/config.json')).json().catch(() => ({}));
Scalar.createApiReference('#reference', {
  url: '/openapi.yaml',
  servers: [{ url: new URL(api, location.href).href.replace(/\/$/, '') }],
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  documentDownloadType: 'none',
});
