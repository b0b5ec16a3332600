'use strict';
// The npm adapter as a driver's subject: tasks, one a line of JSON on standard input; answers, one
// a line on standard output. The Java drivers do the same tasks in the same way: see Task.java.
// Arguments: the endpoints of DynamoDB and S3.

const fs = require('fs');
const readline = require('readline');
const { randomUUID } = require('crypto');

// As published the adapter asks for a default export that object-sizeof 1 does not have.
const sizeof = require('object-sizeof');
sizeof.default = sizeof;
const { EventStoreRepo } = require('@schemeless/event-store-adapter-dynamodb');
const { ConcurrencyError } = require('@schemeless/event-store-types');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { S3Client } = require('@aws-sdk/client-s3');
const { UnitMeter } = require('./units');

const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 200;
// As Task.patienceMillis.
const patience = (task) => Math.min(60_000, Math.max(10_000, 25 * task.millis));
const DOMAIN = 'permit';

const [dynamoDb, s3] = process.argv.slice(2);
const common = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const meter = new UnitMeter();
const client = new DynamoDBClient({ ...common, endpoint: dynamoDb });
meter.attachTo(client);
const objects = new S3Client({ ...common, endpoint: s3, forcePathStyle: true });

const stores = new Map();
const files = new Map();

async function store(name) {
  if (!stores.has(name)) {
    const repo = new EventStoreRepo(client, objects, { tableNamePrefix: name + '-', s3BucketName: 'peer' });
    await repo.init();
    stores.set(name, repo);
  }
  return stores.get(name);
}

function events(task) {
  if (!files.has(task.events)) {
    files.set(task.events, fs.readFileSync(task.events, 'utf8').trim().split('\n').map((line) => JSON.parse(line)));
  }
  return files.get(task.events);
}

const now = () => process.hrtime.bigint();
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function peakBytes() {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch (e) {
    return process.resourceUsage().maxRSS * 1024;
  }
}

class Tally {
  constructor() {
    try {
      fs.writeFileSync('/proc/self/clear_refs', '5');
    } catch (e) {
      // Then the peak is that of the process's life.
    }
    Object.assign(this, { micros: [], events: 0, failures: 0, lost: 0 });
    this.before = { requests: meter.requests, readUnits: meter.readUnits, writeUnits: meter.writeUnits };
    this.cpu = process.cpuUsage();
    this.start = now();
  }

  done(start, count) {
    this.micros.push(Number((now() - start) / 1000n));
    this.events += count;
  }

  elapsed() {
    return Number((now() - this.start) / 1_000_000n);
  }

  answer() {
    const cpu = process.cpuUsage(this.cpu);
    return {
      done: this.micros.length,
      events: this.events,
      nanos: Number(now() - this.start),
      micros: this.micros,
      failures: this.failures,
      unknown: 0,
      lost: this.lost,
      requests: meter.requests - this.before.requests,
      readUnits: meter.readUnits - this.before.readUnits,
      writeUnits: meter.writeUnits - this.before.writeUnits,
      cpuNanos: (cpu.user + cpu.system) * 1000,
      peakBytes: peakBytes(),
    };
  }
}

const made = (event, identifier, type) => ({
  id: randomUUID(), domain: DOMAIN, identifier, type: type || event.type, payload: event.payload, created: new Date(),
});

class AppendTask {
  constructor(repo, task) {
    Object.assign(this, { repo, task, pool: events(task), next: 0 });
  }

  async run() {
    const { task } = this;
    if (!['NEW', 'LOG'].includes(task.choice)) {
      const before = new Tally();
      for (let i = 0; i < task.streams; i++) await this.untilDone([this.of(this.stream(i), i)], before);
    }
    const tally = new Tally();
    await Promise.all(Array.from({ length: task.writers }, (_, writer) => this.write(writer, tally)));
    return tally.answer();
  }

  async write(writer, tally) {
    const { task } = this;
    for (let n = this.next++; n < task.count && tally.elapsed() < task.millis; n = this.next++) {
      const append = this.append(writer, n);
      const start = now();
      let done = true;
      // The adapter stores stream after stream, each on its own: so the caller repeats those that are not.
      for (const group of append) done = (await this.untilDone(group, tally)) && done;
      if (done) tally.done(start, append.flat().length);
    }
  }

  append(writer, n) {
    const { task } = this;
    const first = n * task.batch;
    const numbers = Array.from({ length: task.batch }, (_, i) => first + i);
    switch (task.choice) {
      case 'NEW': return [numbers.map((i) => this.of(this.stream(n), i))];
      case 'WRITER': return [numbers.map((i) => this.of(this.stream(writer % task.streams), i))];
      case 'NUMBER': return [numbers.map((i) => this.of(this.stream(n % task.streams), i))];
      case 'SOME': {
        const chosen = Array.from({ length: task.streams }, (_, i) => i);
        for (let i = chosen.length; i > 1; i--) {
          const other = Math.floor(Math.random() * i);
          [chosen[i - 1], chosen[other]] = [chosen[other], chosen[i - 1]];
        }
        return numbers.map((number, i) => [this.of(this.stream(chosen[i]), number)]);
      }
      case 'LOG': {
        const groups = new Map();
        for (const i of numbers) {
          const event = this.event(i);
          const identifier = task.prefix + event.identifier;
          if (!groups.has(identifier)) groups.set(identifier, []);
          groups.get(identifier).push(made(event, identifier));
        }
        return [...groups.values()];
      }
      default: throw new Error('no choice ' + task.choice);
    }
  }

  stream(number) {
    return this.task.prefix + '-' + number;
  }

  event(number) {
    return this.pool[(this.task.first + number) % this.pool.length];
  }

  of(identifier, number) {
    return made(this.event(number), identifier);
  }

  async untilDone(group, tally) {
    const end = Date.now() + patience(this.task);
    for (let longest = FIRST_PAUSE; ; longest = Math.min(2 * longest, LONGEST_PAUSE)) {
      try {
        await this.repo.storeEvents(group);
        return true;
      } catch (e) {
        if (!(e instanceof ConcurrencyError)) throw e;
        tally.failures++;
      }
      if (Date.now() > end) {
        tally.lost++;
        return false;
      }
      await pause(Math.random() * longest);
    }
  }
}

async function replay(repo, task) {
  const tally = new Tally();
  for (let i = 0; i < task.count && (i === 0 || tally.elapsed() < task.millis); i++) {
    const pages = await repo.getAllEvents(task.page);
    for (;;) {
      const start = now();
      const { value, done } = await pages.next();
      if (done) break;
      tally.done(start, value.length);
    }
  }
  return tally.answer();
}

// The adapter's reader has no place to go on from: it reads all again until it sees the event.
async function tail(repo, task) {
  const pool = events(task);
  const tally = new Tally();
  for (let i = 0; i < task.count && tally.elapsed() < task.millis; i++) {
    await pause(Math.random() * 100);
    const mark = task.prefix + '-' + i;
    const shown = waitFor(repo, mark);
    const start = now();
    await repo.storeEvents([made(pool[(task.first + i) % pool.length], task.prefix, mark)]);
    await shown;
    tally.done(start, 1);
  }
  return tally.answer();
}

async function waitFor(repo, mark) {
  for (;;) {
    for await (const page of await repo.getAllEvents(100)) {
      if (page.some((event) => event.type === mark)) return;
    }
    await pause(10);
  }
}

async function answer(task) {
  const repo = await store(task.store);
  switch (task.kind) {
    case 'APPEND': return new AppendTask(repo, task).run();
    case 'REPLAY': return replay(repo, task);
    case 'TAIL': return tail(repo, task);
    default: return { unsupported: true, micros: [] }; // READ: the adapter reads no stream
  }
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    let result;
    try {
      result = await answer(JSON.parse(line));
    } catch (e) {
      result = { error: String((e && e.message) || e), micros: [] };
    }
    process.stdout.write(JSON.stringify(result) + '\n');
  }
}

main();
