/**
 * Benchmarks: what the figures of the README's performance page come from. Each compares luahome with something else in
 * the same run, prints ratios, and checks what was read and written. They are no tests, and no part of the program.
 */
@NullMarked
package luahome.bench;

import org.jspecify.annotations.NullMarked;
