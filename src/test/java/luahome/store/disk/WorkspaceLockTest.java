package luahome.store.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import luahome.store.OpenMode;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.volume.HomeFile;
import luahome.store.volume.Journal;
import luahome.store.volume.JournaledVolume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two luahomes and one workspace. */
class WorkspaceLockTest {
    @TempDir
    Path directory;

    /** Holds a workspace, with a commit in the journal, until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            JournaledVolume volume = JournaledVolume.open(Path.of(arguments[0]), OpenMode.WRITE);
            volume.volume().putLong(0, 42);
            volume.commit();
            System.out.println("held");
            System.in.read();
            volume.close();
        }
    }

    @Test
    void namesTheProcessThatHoldsTheWorkspaceAndOutlivesIt() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("held", out.readLine());
            byte[] before = Files.readAllBytes(directory.resolve(Journal.NAME));
            StoreException e =
                    assertThrows(StoreException.class, () -> JournaledVolume.open(directory, OpenMode.WRITE));
            assertEquals(Kind.LOCKED, e.kind());
            assertTrue(
                    e.getMessage()
                            .matches("\\Q" + directory + "\\E is open in another luahome \\(process " + holder.pid()
                                    + ", since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\);"
                                    + " leave that one, or wait for it to end"),
                    e.getMessage());
            try (JournaledVolume reader = JournaledVolume.open(directory, OpenMode.READ)) {
                assertEquals(42, reader.volume().getLong(0), "a reader needs no lock of the writer's");
            }
            assertArrayEquals(before, Files.readAllBytes(directory.resolve(Journal.NAME)));
            holder.toHandle().destroyForcibly();
            holder.waitFor();
        }
        try (JournaledVolume volume = JournaledVolume.open(directory, OpenMode.WRITE)) {
            assertEquals(42, volume.volume().getLong(0), "the dead holder's name is no lock, and its commit is there");
        }
    }

    @Test
    void refusesASecondOpeningInTheSameProcessWithoutLosingTheFirstOnesLock() {
        try (JournaledVolume volume = JournaledVolume.open(directory, OpenMode.WRITE)) {
            for (OpenMode mode : OpenMode.values()) {
                Path roundabout = directory.resolve("..").resolve(directory.getFileName());
                StoreException e = assertThrows(StoreException.class, () -> JournaledVolume.open(roundabout, mode));
                assertEquals(Kind.LOCKED, e.kind());
                assertEquals(directory + " is already open in this luahome; use it there", e.getMessage());
            }
            volume.volume().putLong(0, 1);
            volume.commit();
        }
        JournaledVolume.open(directory, OpenMode.READ).close();
    }

    @Test
    void givesTheWorkspaceBackAfterAFailedOpening() throws Exception {
        Files.writeString(directory.resolve(HomeFile.NAME), "garbage");
        for (int i = 0; i < 2; i++) {
            StoreException e =
                    assertThrows(StoreException.class, () -> JournaledVolume.open(directory, OpenMode.WRITE));
            assertEquals(Kind.FOREIGN, e.kind());
        }
    }
}
