/// Stand-ins for DynamoDB and S3 that only this machine can reach. Start at
/// [Emulators][io.schemeless.eventstore.local.emulator.Emulators].
///
/// DynamoDB Local's licence forbids to incorporate it, so it runs in a process of its own
/// ([DynamoDbLocalMain][io.schemeless.eventstore.local.emulator.DynamoDbLocalMain] is its main
/// class, and the only one that sees its jars).
@NullMarked
package io.schemeless.eventstore.local.emulator;

import org.jspecify.annotations.NullMarked;
