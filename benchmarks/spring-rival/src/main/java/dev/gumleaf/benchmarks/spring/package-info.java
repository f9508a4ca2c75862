/** The ingest endpoint as most people would write it, to compare with. */
@NullMarked
package dev.gumleaf.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
