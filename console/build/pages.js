import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Marked } from 'marked';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const DOCS = join(REPOSITORY, 'docs');
const ROOMS = ['concepts', 'how-to', 'reference', 'tutorial'];

/**
 * Beside the console: the reference of the API, which tries requests, and the pages of docs/ as HTML, the problems
 * among them under the last part of their URLs.
 */
export function pages() {
  let out;
  return {
    name: 'pages',
    apply: 'build',
    configResolved(config) {
      out = dirname(resolve(config.root, config.build.outDir));
    },
    async closeBundle() {
      await reference(join(out, 'docs'));
      for (const file of await found('.md')) {
        const page = relative(DOCS, file).replace(/\.md$/, '').replace(/\/README$/, '');
        const to = page.startsWith('reference/problems') ? page.slice('reference/'.length) : join('docs', page);
        await written(join(out, to, 'index.html'), await rendered(file));
      }
      for (const file of [...(await found('.png')), ...(await found('.svg'))]) {
        const to = join(out, 'docs', relative(DOCS, file));
        await mkdir(dirname(to), { recursive: true });
        await copyFile(file, to);
      }
      await copyFile(join(DOCS, 'openapi.yaml'), join(out, 'openapi.yaml'));
      await copyFile(new URL('pages.css', import.meta.url), join(out, 'docs', 'pages.css'));
    },
  };
}

/** The files of the rooms whose names end so. */
async function found(ending) {
  const files = [];
  for (const room of ROOMS) {
    for (const name of await readdir(join(DOCS, room), { recursive: true })) {
      if (name.endsWith(ending)) {
        files.push(join(DOCS, room, name));
      }
    }
  }
  return files;
}

async function rendered(file) {
  const text = await readFile(file, 'utf8');
  const title = /^# (.*)$/m.exec(text)?.[1] ?? 'Event store';
  const marked = new Marked({
    walkTokens(token) {
      if (token.type === 'link' || token.type === 'image') {
        token.href = address(token.href, file);
      }
    },
    renderer: {
      // What is in the repository only is no link here.
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        return href === '' ? inner : `<a href="${escaped(href)}">${inner}</a>`;
      },
      heading({ depth, tokens, text: words }) {
        const id = words.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
        return `<h${depth} id="${escaped(id)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      image({ href, text: words }) {
        return href === '' ? escaped(words) : `<img src="${escaped(href)}" alt="${escaped(words)}">`;
      },
    },
  });
  return page(title, await marked.parse(text));
}

/** Where a link of a page of docs/ leads beside the console; '' where it leads nowhere. */
function address(href, file) {
  if (/^(https?:|#)/.test(href)) {
    return href;
  }
  const [path, mark] = href.split('#');
  const target = relative(DOCS, resolve(dirname(file), path));
  const hash = mark === undefined ? '' : `#${mark}`;
  if (target === 'openapi.yaml') {
    return '/openapi.yaml';
  }
  const room = target.split('/')[0];
  if (target.startsWith('..') || !ROOMS.includes(room)) {
    return '';
  }
  const name = target.replace(/\.md$/, '').replace(/\/README$/, '');
  return /\.(png|svg)$/.test(target) ? `/docs/${target}` : (name.startsWith('reference/problems') ? name.slice('reference'.length) : `/docs/${name}`) + hash;
}

function page(title, body) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Event store</title>
<link rel="icon" href="/console/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/pages.css">
</head>
<body>
<nav><a href="/console/">Console</a> <a href="/docs">API reference</a> <a href="/problems">Problems</a> <a href="/openapi.yaml">openapi.yaml</a></nav>
<main>
${body}</main>
</body>
</html>
`;
}

/** Scalar's bundle from npm, told to call nobody. */
async function reference(to) {
  await mkdir(to, { recursive: true });
  await copyFile(join(REPOSITORY, 'console/node_modules/@scalar/api-reference/dist/browser/standalone.js'), join(to, 'scalar.js'));
  await copyFile(new URL('reference.js', import.meta.url), join(to, 'reference.js'));
  await written(
    join(to, 'index.html'),
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference · Event store</title>
<link rel="icon" href="/console/icon.svg" type="image/svg+xml">
</head>
<body>
<div id="reference"></div>
<script src="/docs/scalar.js"></script>
<script type="module" src="/docs/reference.js"></script>
</body>
</html>
`,
  );
}

async function written(file, text) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
