/// Programs on a store: a projection, a decider, and a function that a notification wakes.
@NullMarked
package io.schemeless.eventstore.example;

import org.jspecify.annotations.NullMarked;
