/// Tests of the parts of HTTP by themselves.
@NullMarked
package io.schemeless.eventstore.functions.http;

import org.jspecify.annotations.NullMarked;
