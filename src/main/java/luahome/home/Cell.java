package luahome.home;

/** A Lua variable that closures share (an upvalue). */
public final class Cell {}
