/// Tests of the shaded jar as Lambda runs it: alone, in a process of its own. Start at
/// [FunctionsJarIT][io.schemeless.eventstore.functions.jar.FunctionsJarIT].
@NullMarked
package io.schemeless.eventstore.functions.jar;

import org.jspecify.annotations.NullMarked;
