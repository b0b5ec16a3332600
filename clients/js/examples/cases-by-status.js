// A projection: how many permit cases stand where, by the last thing that happened to each.
//
//   node cases-by-status.js http://localhost:8787 status.json status.svg
//
// It can be stopped, or killed, at any moment, and goes on where it was.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { EventStoreClient, EventStoreProblem } from '@schemeless/event-store-aws-client';

const [url, file, chart] = process.argv.slice(2);
if (!url || !file) {
  console.error('usage: node cases-by-status.js URL STATE [CHART]');
  process.exit(2);
}
const store = new EventStoreClient({ url });

/** State and place lie in one file, so neither can be without the other. */
async function load() {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') {
      return { after: undefined, events: 0, status: {} };
    }
    throw error;
  }
}

/** A rename happens or does not, whatever kills the program. */
async function save(projection) {
  await writeFile(`${file}.new`, JSON.stringify(projection));
  await rename(`${file}.new`, file);
}

function project(projection, event) {
  projection.status[event.identifier] = event.type;
  projection.events++;
}

function totals(projection) {
  const counts = new Map();
  Object.values(projection.status).forEach((type) => counts.set(type, (counts.get(type) ?? 0) + 1));
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function svg(counts) {
  const most = Math.max(1, ...counts.map(([, count]) => count));
  const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const rows = counts.map(([type, count], i) => {
    const y = 20 + i * 20;
    const width = (count / most) * 400;
    return `<text x="310" y="${y + 11}" text-anchor="end">${escaped(type)}</text>
<rect x="320" y="${y}" width="${width.toFixed(1)}" height="14" fill="#0b6e4f"/>
<text x="${(326 + width).toFixed(1)}" y="${y + 11}">${count}</text>`;
  });
  const height = 40 + counts.length * 20;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 ${height}" font-family="sans-serif" font-size="11">
<rect width="800" height="${height}" fill="#fff"/>
${rows.join('\n')}
</svg>
`;
}

async function run() {
  const projection = await load();
  for await (const page of store.pages({ after: projection.after, domain: 'permit', limit: 500 })) {
    page.events.forEach((event) => project(projection, event));
    projection.after = page.next;
    await save(projection);
  }
  return projection;
}

try {
  const projection = await run();
  const counts = totals(projection);
  counts.forEach(([type, count]) => console.log(String(count).padStart(6), type));
  if (chart) {
    await writeFile(chart, svg(counts));
  }
} catch (error) {
  if (error instanceof EventStoreProblem && error.code === 'store-was-reset') {
    console.error(`The store was emptied: delete ${file} and start anew.`);
    process.exit(1);
  }
  throw error;
}
