package luahome.session;

/**
 * A program that stands still while others run in the middle of it.
 *
 * @param locals the variables in sight where it stands
 * @param begin called before something runs
 * @param end called after it, however it ended
 */
public record Standstill(SessionLocals locals, Runnable begin, Runnable end) {}
