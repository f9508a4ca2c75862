/** What is measured, and what it is measured with: a load driver, rivals, and storage loops. */
@NullMarked
package dev.gumleaf.benchmarks;

import org.jspecify.annotations.NullMarked;
