package luahome.lua.lib.file;

import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * The files that a program has opened: those it lets go of without closing them are closed when the next one is opened,
 * and what is left when the session ends is closed then, so that what was written is not lost.
 */
public final class OpenFiles {
    private final Set<Reference<?>> open = new HashSet<>();
    private final ReferenceQueue<LuaValue> dropped = new ReferenceQueue<>();

    /** Watches the value by which a program knows a file. */
    void add(LuaValue value, FileHandle handle) {
        for (Reference<?> gone = dropped.poll(); gone != null; gone = dropped.poll()) {
            open.remove(gone);
            // As in Lua, nobody is there any more to hear of a failure.
            ((Watch) gone).close();
        }
        open.add(new Watch(value, dropped, handle));
    }

    /** Closes all that are open; answers why what was written may be lost, or null. */
    public @Nullable String closeAll() {
        String lost = null;
        for (Reference<?> left : open) {
            String reason = ((Watch) left).close();
            lost = lost == null ? reason : lost;
        }
        open.clear();
        return lost;
    }

    private static final class Watch extends PhantomReference<LuaValue> {
        private final FileHandle handle;

        Watch(LuaValue value, ReferenceQueue<LuaValue> dropped, FileHandle handle) {
            super(value, dropped);
            this.handle = handle;
        }

        /** Closes the file if it is open; answers why that failed, or null. */
        @Nullable
        String close() {
            if (handle.isClosed()) {
                return null;
            }
            try {
                return handle.drop() ? null : "the reader of a pipe has not taken all of it";
            } catch (IOException e) {
                return FileOpener.reason(e);
            }
        }
    }
}
