/// One append, step by step: what is sent, in which order, and what each answer leads to.
@NullMarked
package io.schemeless.eventstore.log.append;

import org.jspecify.annotations.NullMarked;
