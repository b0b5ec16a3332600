#!/usr/bin/env bash
# s3rver 3.7.1, an S3 server for tests: an object that a client of AWS's SDK uploads as a stream is stored with the framing of the upload in it.
#
# The SDK sends a stream as `aws-chunked`, with a checksum behind it (STREAMING-UNSIGNED-PAYLOAD-TRAILER). The server answers 200, stores chunk sizes and checksum as
# content, and gives them back, with `Content-Encoding: aws-chunked`, which the SDK hands on. A buffer is sent as it is, and comes back as it was.
#
# Needs Node.js 20 or newer, and npm. Seen on 2026-11-28 with Node 20.20.2:
#     buffer: 200 200 "hello" undefined
#     stream: 200 200 "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n" "aws-chunked"
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat >package.json <<'JSON'
{"private": true, "dependencies": {"s3rver": "3.7.1", "@aws-sdk/client-s3": "3.1175.0"}}
JSON
npm install --no-audit --no-fund --loglevel=error >&2

cat >upload.mjs <<'JS'
import { mkdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import S3rver from 's3rver';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

mkdirSync('data');
const server = new S3rver({
  address: '127.0.0.1', port: 0, silent: true, directory: 'data', configureBuckets: [{ name: 'bucket' }],
});
const { port } = await server.run();
const s3 = new S3Client({
  region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, forcePathStyle: true,
  credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
});
const uploads = {
  buffer: { Body: Buffer.from('hello') },
  stream: { Body: Readable.from([Buffer.from('hello')]), ContentLength: 5 },
};
for (const [Key, body] of Object.entries(uploads)) {
  const put = await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key, ...body }));
  const got = await s3.send(new GetObjectCommand({ Bucket: 'bucket', Key }));
  const text = JSON.stringify(await got.Body.transformToString());
  console.log(`${Key}:`, put.$metadata.httpStatusCode, got.$metadata.httpStatusCode, text, JSON.stringify(got.ContentEncoding));
}
await server.close();
JS
seen=$(node --no-warnings upload.mjs)
echo "$seen"

expected='buffer: 200 200 "hello" undefined
stream: 200 200 "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n" "aws-chunked"'
if [ "$seen" != "$expected" ]; then
  echo "CHANGED: no longer as written above." >&2
  exit 1
fi
