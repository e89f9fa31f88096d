package luahome.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Gives a small file other contents, such that a crash leaves the old ones or the new ones, whole. */
public final class FileReplacement {
    private FileReplacement() {}

    /**
     * Replaces what is in a file, or makes the file. Those who had access to it have it, and nobody else.
     *
     * @throws IOException if that failed; the file is as it was then
     */
    public static void replace(Path file, byte[] content) throws IOException {
        // What a link leads to is replaced, not the link.
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path draft = target.resolveSibling(file.getFileName() + ".new");
        makeWay(draft);
        try {
            try (FileChannel channel =
                    FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                if (Files.exists(target)) {
                    FileOwnership.take(draft, target);
                }
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** What has the name may be a link, or be of a process that was killed: the workspace may come from others. */
    private static void makeWay(Path draft) throws IOException {
        try {
            Files.deleteIfExists(draft);
        } catch (DirectoryNotEmptyException e) {
            throw new FileSystemException(draft.toString(), null, draft + " is in the way");
        }
    }
}
