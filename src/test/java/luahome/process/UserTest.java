package luahome.process;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A user of luahome with an empty home directory, and a workspace in it that is not there yet. */
abstract class UserTest {
    @TempDir
    Path home;

    Luahome user;
    Path workspace;

    @BeforeEach
    final void moveIn() {
        user = Luahome.at(home);
        workspace = home.resolve("work");
    }

    /** The prompt in the workspace at a pseudo-terminal; the test is skipped where there can be none. */
    Terminal prompt() {
        return Terminal.open(user, "repl", workspace);
    }
}
