package luahome.process;

import java.io.IOException;

/** Waits for something that announces itself only by being there, such as a file. */
final class Waiting {
    private Waiting() {}

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        /** Whether it has come. */
        boolean holds() throws IOException;
    }

    /** Looks again and again until the condition holds; fails when patience is at its end. */
    static void until(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + LuahomeProcess.PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("there was no " + what);
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError("the test was interrupted", e);
            }
        }
    }
}
