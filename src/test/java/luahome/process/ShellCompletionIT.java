package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completions, each loaded in its shell and asked; skipped where a shell is missing. */
class ShellCompletionIT {
    private static final Path COMPLETIONS = Luahome.CHECKOUT.resolve("completions");

    @TempDir
    Path directory;

    private Luahome user;

    @BeforeEach
    void fill() {
        user = Luahome.at(directory)
                .with("PATH", Luahome.CHECKOUT.resolve("launcher") + ":" + System.getenv("PATH"))
                .with("LUAHOME_CDS", "0");
        Result filled = user.run(
                "_home.players = { ann = {}, ['odd $key'] = {} } _home.place = {} _home.plain = 1\n",
                "repl",
                directory.resolve("my work"));
        assertEquals(0, filled.status(), filled::toString);
    }

    private static void assumeShell(String shell) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(at -> Files.isExecutable(Path.of(at, shell))),
                "there is no " + shell);
    }

    private String run(String shell, String option, String script) throws IOException {
        assumeShell(shell);
        Path file = Files.writeString(directory.resolve("script." + shell), script);
        try (LuahomeProcess process = user.startCommand(List.of(shell, option, file.toString()))) {
            process.endInput();
            Result result = process.await();
            assertEquals("", result.err());
            return result.out();
        }
    }

    private String bash(String... words) throws IOException {
        StringBuilder quoted = new StringBuilder();
        for (String word : words) {
            quoted.append(" '").append(word.replace("'", "'\\''")).append('\'');
        }
        return run("bash", "--norc", """
                source '%s/luahome.bash'
                compopt() { :; }
                COMP_WORDS=(luahome%s) COMP_CWORD=%d
                _luahome
                [[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(COMPLETIONS, quoted, words.length));
    }

    private String fish(String line) throws IOException {
        return run(
                "fish",
                "--no-config",
                "source '%s/luahome.fish'\ncomplete -C \"%s\"\n"
                        .formatted(
                                COMPLETIONS,
                                line.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$")));
    }

    /** What a line is once Tab was typed at its end. */
    private String zsh(String line) throws IOException {
        String keys = "'" + line.replace("'", "'\\''") + "'";
        return run("zsh", "-f", """
                zmodload zsh/zpty
                zpty shell zsh -f
                zpty -w shell 'PS1= PS2=; unset zle_bracketed_paste; stty -echo; fpath=(%s $fpath)
                autoload -Uz compinit; compinit -D -u; setopt no_beep
                show() { print -r -- "<<$BUFFER>>"; BUFFER=; zle accept-line }
                complete-and-show() { zle expand-or-complete; zle show }
                zle -N show; zle -N complete-and-show; bindkey "^X" complete-and-show; print READ""Y'
                zpty -r shell said '*READY*'
                zpty -w -n shell %s$'\\x18'
                zpty -r shell said '*<<*>>*'
                said=${said##*<<}
                print -r -- "${said%%%%>>*}"
                zpty -d shell
                """.formatted(COMPLETIONS, keys));
    }

    @Test
    void bashCompletesCommandsOptionsAndValues() throws IOException {
        assertEquals("repl\n", bash("repl"));
        assertEquals("--color\n", bash("repl", "--co"));
        assertEquals("auto\nalways\n", bash("repl", "--color", "a"));
        assertEquals("auto\nalways\n", bash("repl", "--color", "=", "a"));
        assertEquals("tableCount\ntableIds\n", bash("meta", "x", "table"));
        assertEquals("meta\n", bash("help", "m"));
    }

    @Test
    void bashCompletesWorkspacesAndTables() throws IOException {
        assertEquals("my work\n", bash("repl", "my"));
        assertEquals("my work\n", bash("eval", "-w", "'my w"));
        assertEquals("_home.place\n_home.players\n", bash("tables", "my\\ work", "_home.pl"));
        assertEquals("_home.players[\"odd $key\"]\n", bash("tables", "--json", "'my work'", "'_home.players[\"o"));
        assertEquals("_home.players\\[\\\"odd\\ \\$key\\\"\\]\n", bash("tables", "my\\ work", "_home.players\\[\\\"o"));
        assertEquals("2\n", bash("tables", "my\\ work", "2"));
    }

    @Test
    void bashOffersTheDefaultWorkspace() throws IOException {
        user = user.with("LUAHOME_WORKSPACE", directory.resolve("my work").toString());
        assertEquals(
                directory.resolve("my work") + "\n",
                bash("tables", directory + "/my").lines().findFirst().orElse("") + "\n");
        assertTrue(bash("tables", "").contains(directory.resolve("my work").toString()));
    }

    @Test
    void staysQuietOverWhatCannotBeRead() throws IOException {
        assertEquals("", bash("tables", "nowhere", "_home."));
        assertEquals("", bash("tables", "my\\ work", "_home.nothing.at.all"));
        assertEquals("", bash("tables", "my\\ work", "_home..[[\\\"x"));
        assertEquals("", bash("unknown", ""));
    }

    @Test
    void allBehindTheFileToRunIsForTheScript() throws IOException {
        Files.writeString(directory.resolve("import.lua"), "");
        Files.writeString(directory.resolve("people.csv"), "");
        Files.writeString(directory.resolve("my pictures"), "");
        assertEquals("import.lua\n", bash("run", "-w", "my\\ work", "imp"));
        assertEquals("people.csv\n", bash("run", "import.lua", "-w", "peo"));
        assertEquals("people.csv\n", bash("run", "import.lua", "--color", "--csv", "=", "peo"));
        assertEquals(
                "my work\nmy pictures\n".lines().sorted().toList(),
                bash("run", "import.lua", "a", "my").lines().sorted().toList());
        assertEquals("", bash("run", "import.lua", "--re"));
        assertEquals("--read-only\n", bash("run", "--re"));
    }

    @Test
    void allBehindTheFileToRunIsForTheScriptInFishAndZshToo() throws IOException {
        Files.writeString(directory.resolve("import.lua"), "");
        Files.writeString(directory.resolve("people.csv"), "");
        assertEquals("luahome run import.lua\n", zsh("luahome run imp").replace(" \n", "\n"));
        assertEquals("luahome run import.lua -w people.csv \n", zsh("luahome run import.lua -w peo"));
        assertEquals("luahome run import.lua a b people.csv \n", zsh("luahome run import.lua a b peo"));
        assertEquals("luahome run import.lua --re\n", zsh("luahome run import.lua --re"));
        assertEquals("luahome run -w my\\ work/ import.lua \n", zsh("luahome run -w my\\ work/ imp"));
        assertEquals("people.csv\n", fish("luahome run import.lua -w peo"));
        assertEquals("people.csv\n", fish("luahome run import.lua a peo"));
        assertEquals("", fish("luahome run import.lua --re"));
        assertTrue(fish("luahome run --re").startsWith("--read-only\t"));
    }

    @Test
    void fishCompletes() throws IOException {
        assertEquals("repl\tOpen a workspace at a prompt, or run Lua from a pipe in it\n", fish("luahome repl"));
        assertTrue(fish("luahome repl --co").startsWith("--color\t"));
        assertTrue(fish("luahome repl --color al").startsWith("always\t"));
        assertTrue(fish("luahome repl my").startsWith("my\\ work/\t")
                || fish("luahome repl my").startsWith("my work/\t"));
        assertEquals(
                "_home.place\t#5, 0 entries\n_home.players\t#2, 2 entries\n",
                fish("luahome tables my\\ work _home.pl").replaceAll("#\\d+, 0", "#5, 0"));
        assertTrue(fish("luahome tables 'my work' '_home.players[\"o").startsWith("_home.players[\"odd $key\"]\t"));
        assertEquals("", fish("luahome tables nowhere _home."));
    }

    @Test
    void zshCompletes() throws IOException {
        assertEquals("luahome repl \n", zsh("luahome repl"));
        assertEquals(
                "luahome repl --color\n",
                zsh("luahome repl --col").replace("=", "").replace(" \n", "\n"));
        assertEquals("luahome repl --color never \n", zsh("luahome repl --color n"));
        assertEquals("luahome repl my\\ work/\n", zsh("luahome repl my"));
        assertEquals("luahome tables my\\ work _home.players\n", zsh("luahome tables my\\ work _home.play"));
        assertEquals(
                "luahome tables my\\ work '_home.players[\"odd $key\"]\n",
                zsh("luahome tables my\\ work '_home.players[\"o")
                        .replace("']", "]")
                        .replace("]'", "]"));
    }
}
