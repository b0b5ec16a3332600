/// The store as a whole, over memory ports; what it promises is tested by the conformance suite.
@NullMarked
package io.schemeless.eventstore.log;

import org.jspecify.annotations.NullMarked;
