// The reference of the API beside it. No fonts, proxies, agents or counts of anybody else's.
Scalar.createApiReference('#reference', {
  url: '/openapi.yaml',
  servers: [{ url: location.origin }],
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  documentDownloadType: 'none',
});
