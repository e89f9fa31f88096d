/**
 * The command line: which subcommand, with which options, over which workspace; and which exit status comes out. The
 * only place that knows Picocli.
 *
 * <p>One class per subcommand, thin: it says what it takes and hands over to {@link luahome.prompt}, or opens the
 * workspace for reading and prints. Models are built by hand and only for the chosen subcommand: reading annotations
 * takes longer than everything else at the start of a piped run.
 *
 * <p>Every failure that a user can meet ends in {@code CommandLineRun}: one sentence on the error stream behind
 * {@code luahome: }, one of the exit statuses of the contract, and never a stack trace unless {@code LUAHOME_DEBUG=1}
 * asks for it.
 */
@NullMarked
package luahome.cli;

import org.jspecify.annotations.NullMarked;
