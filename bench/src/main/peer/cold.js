'use strict';
// What a function on the npm adapter does at a cold start: makes the clients and the repository,
// and stores one event. To be bundled by esbuild; the endpoints are in the environment.

const sizeof = require('object-sizeof');
sizeof.default = sizeof;
const { randomUUID } = require('crypto');
const { EventStoreRepo } = require('@schemeless/event-store-adapter-dynamodb');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { S3Client } = require('@aws-sdk/client-s3');

async function main() {
  const exists = process.argv[2] === 'exists';
  const repo = new EventStoreRepo(
    new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB }),
    new S3Client({ endpoint: process.env.AWS_ENDPOINT_URL_S3, forcePathStyle: true }),
    { tableNamePrefix: 'cold-', s3BucketName: 'peer', skipDynamoDBTableCreation: exists, skipS3BucketCreation: exists }
  );
  await repo.init();
  const payload = { resource: 'Resource21', fee: 1234.5 };
  await repo.storeEvents([
    { id: randomUUID(), domain: 'permit', identifier: 'cold', type: 'receipt-confirmed', payload, meta: { version: 1 }, created: new Date() },
  ]);
  process.stdout.write('done\n');
}

main();
