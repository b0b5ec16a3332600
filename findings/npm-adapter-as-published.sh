#!/usr/bin/env bash
# @schemeless/event-store-adapter-dynamodb 5.0.0, as published: it does not load, and where it does, it cannot store an event.
#
# 1. It requires @aws-sdk/client-s3 and @aws-sdk/lib-storage, and declares neither.
# 2. It calls require('object-sizeof').default. The versions that it allows (^1.6.1) export the function itself and have no default, so storeEvents throws before it asks DynamoDB
#    for anything.
#
# Its types package is replaced by a stub here, as the version that it asks for could not be had when this was written; nothing below depends on it.
# Whoever must run it (to read an old store, say) adds the two packages, and sets the default before the adapter is loaded:
#     const sizeof = require('object-sizeof'); sizeof.default = sizeof;
#
# Needs Node.js 20 or newer, and npm. Seen on 2026-11-28 with Node 20.20.2:
#     load: Cannot find module '@aws-sdk/client-s3'
#     store: (0 , object_sizeof_1.default) is not a function
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

mkdir types
echo '{"name": "@schemeless/event-store-types", "version": "3.2.2", "main": "index.js"}' >types/package.json
echo 'exports.ConcurrencyError = class extends Error {};' >types/index.js
cat >package.json <<'JSON'
{
  "private": true,
  "dependencies": {
    "@aws-sdk/client-dynamodb": "3.1169.0",
    "@aws-sdk/lib-dynamodb": "3.1169.0",
    "@schemeless/event-store-adapter-dynamodb": "5.0.0",
    "@schemeless/event-store-types": "file:./types",
    "object-sizeof": "1.6.3"
  },
  "overrides": {"@schemeless/event-store-types": "$@schemeless/event-store-types"}
}
JSON
npm install --no-audit --no-fund --loglevel=error >&2

load=$(node --no-warnings -e "
  try { require('@schemeless/event-store-adapter-dynamodb'); console.log('load: it loads'); }
  catch (e) { console.log('load: ' + e.message.split('\n')[0]); }")

npm install --no-audit --no-fund --loglevel=error @aws-sdk/client-s3@3.1175.0 @aws-sdk/lib-storage@3.1175.0 >&2
store=$(node --no-warnings -e "
  const { EventStoreRepo } = require('@schemeless/event-store-adapter-dynamodb');
  const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
  const { S3Client } = require('@aws-sdk/client-s3');
  const region = 'us-east-1';
  const repo = new EventStoreRepo(new DynamoDBClient({ region }), new S3Client({ region }), {
    tableNamePrefix: 'finding-', s3BucketName: 'finding', skipDynamoDBTableCreation: true, skipS3BucketCreation: true,
  });
  const event = { id: '1', domain: 'order', identifier: 'a', type: 'placed', payload: { amount: 1 }, created: new Date(0) };
  repo.storeEvents([event]).then(
    () => console.log('store: it stores'), e => console.log('store: ' + e.message.split('\n')[0]));")
seen="$load
$store"
echo "$seen"

expected="load: Cannot find module '@aws-sdk/client-s3'
store: (0 , object_sizeof_1.default) is not a function"
if [ "$seen" != "$expected" ]; then
  echo "CHANGED: no longer as written above." >&2
  exit 1
fi
