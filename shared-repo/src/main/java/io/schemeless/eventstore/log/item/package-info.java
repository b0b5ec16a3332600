/// What lies in the table and the bucket: keys, attributes, and each item to and from its cells. No
/// request is made here, and nothing here knows the time.
///
/// Start at [Keys][io.schemeless.eventstore.log.item.Keys], then at
/// [Slot][io.schemeless.eventstore.log.item.Slot] and
/// [Commit][io.schemeless.eventstore.log.item.Commit]. Whoever changes the storage format changes
/// this room.
@NullMarked
package io.schemeless.eventstore.log.item;

import org.jspecify.annotations.NullMarked;
