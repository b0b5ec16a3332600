/// Tests of what runs before a snapshot.
@NullMarked
package io.schemeless.eventstore.functions.priming;

import org.jspecify.annotations.NullMarked;
