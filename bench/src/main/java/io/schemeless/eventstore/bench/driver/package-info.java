/// Does tasks on one subject, in a process of its own. Start at
/// [DriverMain][io.schemeless.eventstore.bench.driver.DriverMain].
@NullMarked
package io.schemeless.eventstore.bench.driver;

import org.jspecify.annotations.NullMarked;
