/**
 * For the worst case: faults of luahome itself, and a heap that is full.
 *
 * <p>{@link luahome.diagnostic.DebugTrace} shows stack traces to those who set {@code LUAHOME_DEBUG=1}; nobody else
 * ever sees one. {@link luahome.diagnostic.HeapReserve} is heap that is set aside so that there is some when there is
 * none, and recognizes that the heap was full behind whatever was thrown.
 *
 * <p>It uses nothing of luahome, and nothing in it may fail for want of memory.
 */
@NullMarked
package luahome.diagnostic;

import org.jspecify.annotations.NullMarked;
