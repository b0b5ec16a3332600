// A CloudFront function: which file a path of the console's site means.
function handler(event) {
  var request = event.request;
  var path = request.uri;
  if (path === '/' || path === '/console') {
    return movedTo('/console/');
  }
  if (path === '/docs') {
    return movedTo('/docs/');
  }
  if (path.endsWith('/')) {
    request.uri = path + 'index.html';
  } else if (path.slice(path.lastIndexOf('/')).indexOf('.') < 0) {
    request.uri = path + '/index.html';
  }
  return request;
}

function movedTo(path) {
  return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: path } } };
}
