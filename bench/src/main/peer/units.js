'use strict';
// What requests cost by DynamoDB's published rules: the same as ItemSize and MeteredCells of the
// Java side, applied to what the adapter sends and gets.

const utf8 = (text) => Buffer.byteLength(text, 'utf8');

// A number: 1 byte for two significant digits, and 1 more (2 where it is negative).
function numberSize(text) {
  let digits = text.replace('-', '');
  while (digits.length > 2 && digits.endsWith('00')) digits = digits.slice(0, -2);
  const pairs = Number(digits) === 0 ? 0 : Math.floor((digits.length + 1) / 2);
  return pairs + (text.startsWith('-') ? 2 : 1);
}

// The size of an attribute, as DynamoDB writes it or as the document client shows it.
function valueSize(value) {
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return utf8(value);
  if (typeof value === 'number') return numberSize(String(value));
  if ('S' in value) return utf8(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('BOOL' in value || 'NULL' in value) return 1;
  if ('M' in value) return 3 + Object.entries(value.M).reduce((sum, [k, v]) => sum + 1 + utf8(k) + valueSize(v), 0);
  throw new Error('no rule for ' + JSON.stringify(value));
}

const itemSize = (item) =>
  Object.entries(item)
    .filter(([, value]) => value !== undefined) // the document client leaves it out
    .reduce((sum, [name, value]) => sum + utf8(name) + valueSize(value), 0);

const writeUnits = (size) => Math.max(1, Math.ceil(size / 1024));
const readUnits = (size, consistent) => Math.max(1, Math.ceil(size / 4096)) * (consistent ? 1 : 0.5);

// The adapter's two indexes hold keys only: an item with both of an index's keys has an entry there.
function indexUnits(item) {
  return ['timeBucket', 'causationId']
    .filter((key) => item[key] !== undefined && item.created !== undefined)
    .reduce((sum, key) => {
      const entry = Object.fromEntries(['id', 'created', key].map((name) => [name, item[name]]));
      return sum + writeUnits(itemSize(entry));
    }, 0);
}

// Sums up requests and units, also of those that were refused.
class UnitMeter {
  constructor() {
    this.requests = 0;
    this.readUnits = 0;
    this.writeUnits = 0;
  }

  // A middleware of the client, behind the one that translates for the document client.
  attachTo(client) {
    client.middlewareStack.add(
      (next, context) => async (args) => {
        this.requests++;
        try {
          const result = await next(args);
          this.count(context.commandName, args.input, result.output, true);
          return result;
        } catch (e) {
          this.count(context.commandName, args.input, {}, false);
          throw e;
        }
      },
      { step: 'serialize', priority: 'high', name: 'unitMeter' },
    );
  }

  count(command, input, output, done) {
    switch (command) {
      case 'TransactWriteItemsCommand':
        for (const { Put, Update } of input.TransactItems) {
          // The head that is updated is no larger than one unit.
          this.writeUnits += Put ? 2 * writeUnits(itemSize(Put.Item)) + (done ? indexUnits(Put.Item) : 0) : 2;
          if (!Put && !Update) throw new Error('no rule for this part of a transaction');
        }
        break;
      case 'GetItemCommand':
        if (done) this.readUnits += readUnits(output.Item ? itemSize(output.Item) : 0, input.ConsistentRead);
        break;
      case 'BatchGetItemCommand':
        for (const [table, asked] of Object.entries(input.RequestItems)) {
          const found = (output.Responses || {})[table] || [];
          for (const item of found) this.readUnits += readUnits(itemSize(item), asked.ConsistentRead);
          if (done) this.readUnits += (asked.Keys.length - found.length) * readUnits(0, asked.ConsistentRead);
        }
        break;
      case 'QueryCommand':
        if (done) {
          const size = (output.Items || []).reduce((sum, item) => sum + itemSize(item), 0);
          this.readUnits += readUnits(size, input.ConsistentRead);
        }
        break;
      default: // of the table itself: no units
    }
  }
}

module.exports = { UnitMeter, itemSize };
