package luahome.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads luahome, LuaJ and MapDB once more, with a call of {@link AllocationFaults#allocating} before each instruction
 * that makes an object or an array. Classes of the tests are loaded as they are, so that they see those.
 */
final class FaultingClassLoader extends ClassLoader {
    FaultingClassLoader() {
        super(FaultingClassLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean own = name.startsWith("luahome.") || name.startsWith("org.luaj.") || name.startsWith("org.mapdb.");
        if (!own || name.equals(AllocationFaults.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        try (InputStream in = getResourceAsStream(path)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            boolean test = Objects.requireNonNull(getResource(path)).getPath().contains("/test-classes/");
            byte[] code = test ? bytes : instrumented(bytes);
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] instrumented(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Instrumenting(writer), 0);
        return writer.toByteArray();
    }

    private static final class Instrumenting extends ClassVisitor {
        private Instrumenting(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, type, generic, exceptions);
            // What fails in there makes the class unusable for good, in this test as in life.
            return name.equals("<clinit>") ? next : new Allocating(next);
        }
    }

    private static final class Allocating extends MethodVisitor {
        private Allocating(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        private void allocating() {
            visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    AllocationFaults.class.getName().replace('.', '/'),
                    "allocating",
                    "()V",
                    false);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            super.visitTypeInsn(opcode, type);
            // Behind it, since frames name an object that is not initialized by the place of this instruction.
            if (opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY) {
                allocating();
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                allocating();
            }
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitMultiANewArrayInsn(String type, int dimensions) {
            allocating();
            super.visitMultiANewArrayInsn(type, dimensions);
        }
    }
}
