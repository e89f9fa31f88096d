package luahome.lua.value;

/** Asked by everything here that may take long, every few thousand steps at most. */
@FunctionalInterface
public interface InterruptCheck {
    /** Returns if the program may go on; throws what is to end it if not. */
    void poll();
}
