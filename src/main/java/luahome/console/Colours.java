package luahome.console;

/**
 * How a session at a terminal uses colours unless it is set otherwise.
 *
 * @param on whether it does
 * @param background what the terminal says of its own colours in {@code COLORFGBG}, such as {@code 0;15}; may be empty
 */
public record Colours(boolean on, String background) {}
