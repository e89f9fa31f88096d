/**
 * Whole-process tests: they run {@code launcher/luahome} as a user does and look at what comes out.
 *
 * <p>What lives here: {@link luahome.process.Luahome}, which starts the real launcher with arguments, input and an
 * environment of its own; {@link luahome.process.Terminal}, which does so on a pseudo-terminal; and test classes named
 * {@code *IT}, one per subject. They need the finished jar, so Maven runs them after packaging. What never does: a class
 * of the program under test. These tests know only its files, its output and its exit status.
 *
 * <p>Each test has a home directory and workspaces of its own, so they neither see the user's files nor each other. They
 * wait for output, for a file or for the end of a process, never for time to pass; whatever waits gives up after
 * {@link luahome.process.LuahomeProcess#PATIENCE} and then says what it has seen so far.
 */
@NullMarked
package luahome.process;

import org.jspecify.annotations.NullMarked;
