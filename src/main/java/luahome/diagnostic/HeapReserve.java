package luahome.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * Heap that is set aside while there is some, and given back when there is none left, so that the way back from a
 * failed allocation finds what it needs. For one thread, which helps itself of another at the beginning.
 */
public final class HeapReserve {
    /** A reserve is worth having down to this part of its usual size. */
    private static final int LEAST_PART = 4;

    /** Causes behind each other that are looked at. */
    private static final int DEEPEST = 8;

    private final int bytes;
    private byte @Nullable [] held;
    /** Sets aside what is held at first; null when that is known to be over. */
    private @Nullable Thread beginning;

    /**
     * A reserve of so many bytes, which is being set aside from now on: fresh memory has to be cleared, which takes long
     * enough to be done beside what else begins.
     */
    public HeapReserve(int bytes) {
        this.bytes = bytes;
        beginning = new Thread(this::begin, "heap reserve");
        beginning.setDaemon(true);
        beginning.start();
    }

    private void begin() {
        try {
            held = new byte[bytes];
        } catch (OutOfMemoryError tooMuch) {
            // Tried again when it is asked for.
            held = null;
        }
    }

    private void awaitBeginning() {
        Thread first = beginning;
        if (first == null) {
            return;
        }
        try {
            first.join();
            beginning = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while heap was set aside", e);
        }
    }

    /**
     * Sets heap aside again after it was given back. Where the heap is nearly full it is less than usual, so that as
     * much is left for what comes next.
     *
     * @return whether any is held
     */
    public boolean fill() {
        awaitBeginning();
        if (held == null || held.length < bytes) {
            held = null;
            for (int part = 1; part <= LEAST_PART && held == null; part *= 2) {
                held = half(2 * (bytes / part));
            }
        }
        return held != null;
    }

    /** Half of so many bytes, if all of them can be had; else null. */
    private static byte @Nullable [] half(int all) {
        try {
            byte[] left = new byte[all / 2];
            byte[] taken = new byte[all / 2];
            return left.length == taken.length ? taken : left;
        } catch (OutOfMemoryError tooMuch) {
            // The answer says it.
            return null;
        }
    }

    /** Whether any is held. */
    public boolean isHeld() {
        awaitBeginning();
        return held != null;
    }

    /** Gives back what is held. */
    public void release() {
        awaitBeginning();
        held = null;
    }

    /**
     * Whether the heap was full behind whatever was thrown. The Java VM throws one and the same error more than once
     * when it has no room for another, so a {@code try} with resources that fails twice meets itself and says {@link
     * IllegalArgumentException}; a static initializer, a task or a stream that fails wraps the error.
     *
     * <p>It stands here since this class is loaded when it is asked: a class cannot be loaded into a full heap.
     */
    public static boolean ranOut(Throwable thrown) {
        @Nullable Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (at instanceof OutOfMemoryError) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }
}
