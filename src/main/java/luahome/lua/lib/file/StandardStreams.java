package luahome.lua.lib.file;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * Where a program reads and writes. Bytes, not characters.
 *
 * @param in its standard input
 * @param out its standard output
 * @param err its standard error
 */
public record StandardStreams(InputStream in, OutputStream out, OutputStream err) {}
