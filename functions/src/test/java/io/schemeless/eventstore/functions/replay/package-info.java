/// Tests of the long poll in a time of their own.
@NullMarked
package io.schemeless.eventstore.functions.replay;

import org.jspecify.annotations.NullMarked;
