'use strict';
// Fills a table by the npm package itself. Arguments: the endpoints of DynamoDB and S3, and the
// round. On standard output, a line of JSON for each event, as the package's own iterator gives it.

// As published the adapter asks for a default export that object-sizeof 1 does not have.
const sizeof = require('object-sizeof');
sizeof.default = sizeof;
const { EventStoreRepo } = require('@schemeless/event-store-adapter-dynamodb');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { S3Client } = require('@aws-sdk/client-s3');

const [dynamoDb, s3, round] = process.argv.slice(2);
const common = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const repo = new EventStoreRepo(
  new DynamoDBClient({ ...common, endpoint: dynamoDb }),
  new S3Client({ ...common, endpoint: s3, forcePathStyle: true }),
  { tableNamePrefix: 'old-', s3BucketName: 'old-bucket' },
);

const start = Date.parse('2024-12-31T23:59:59.990Z') + Number(round) * 1000;
const event = (n, identifier, payload, more) => ({
  id: `r${round}-${n}`, domain: 'permit', identifier, type: 'changed', payload, created: new Date(start + n), ...more,
});

async function main() {
  await repo.init();
  // More of one stream in one call than a transaction of the package's has, 25. It cannot begin a stream so.
  await repo.storeEvents([event(0, 'case-1', { n: 0 })]);
  await repo.storeEvents(Array.from({ length: 59 }, (_, n) => event(n + 1, 'case-1', { n: n + 1 })));
  // Two streams in one millisecond, an empty identifier, none, odd values, a cause.
  await repo.storeEvents([event(100, 'case-2', { text: 'ü \u0000 "quoted"' }), event(100.5, 'case-3', [1.5, null, 1e21])]);
  await repo.storeEvents([event(101, '', { empty: true })]);
  await repo.storeEvents([event(102, undefined, 'a text', { type: 'plain' })]);
  await repo.storeEvents([event(103, 'case-2', undefined, { correlationId: `r${round}-100`, causationId: `r${round}-100`, meta: { k: [1] } })]);
  // A clock that went back within a stream.
  await repo.storeEvents([event(50.25, 'case-3', { late: true })]);
  // Too large for the table.
  await repo.storeEvents([event(104, 'large', { text: 'x'.repeat(400_000) })]);

  const pages = await repo.getAllEvents(50);
  for (let page = await pages.next(); !page.done; page = await pages.next()) {
    for (const e of page.value) {
      console.log(JSON.stringify(e));
    }
  }
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
