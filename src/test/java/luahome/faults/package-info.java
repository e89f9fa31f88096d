/** Allocations that fail: each place that makes an object can be made to find the heap full. */
@NullMarked
package luahome.faults;

import org.jspecify.annotations.NullMarked;
