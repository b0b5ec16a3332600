/// The helpers, on code that is right and on code that is wrong.
@NullMarked
package io.schemeless.eventstore.test;

import org.jspecify.annotations.NullMarked;
