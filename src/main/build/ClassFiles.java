import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A step of the build: makes a jar that Java starts faster from its class-data archive, and that does the same.
 *
 * <ul>
 *   <li>Class files of a form older than Java 8's are brought to that: the archive takes no older ones, nor what extends
 *       them.
 *   <li>A lambda of luahome's own, or of the line editor's, becomes a class, as it would be if it was written as one: the archive keeps the class
 *       that Java makes of a lambda, but linking it to its place takes at every start several times as long as loading
 *       a class.
 * </ul>
 *
 * <p>{@code java -classpath ASM ClassFiles.java JAR}
 */
final class ClassFiles {
    private static final int FORM = Opcodes.V1_8;
    private static final String OWN = "luahome/";
    private static final String EDITOR = "org/jline/";
    private static final String CLASS = ".class";

    private ClassFiles() {}

    /** Rewrites the jar that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path made = Path.of(jar + ".rewritten");
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, Long> times = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
                times.put(entry.getName(), entry.getTime());
            }
        }
        Map<String, byte[]> lambdas = new TreeMap<>();
        Map<String, List<String>> nests = new LinkedHashMap<>();
        try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            files.replaceAll((name, file) -> name.endsWith(CLASS) ? renewed(file, classes) : file);
            files.replaceAll((name, file) ->
                    hasLambdas(name) ? new LambdasOfClass(file, lambdas, nests).replaced() : file);
        }
        nests.forEach((host, members) -> files.computeIfPresent(host + CLASS, (name, file) -> joined(file, members)));
        long time = times.get(OWN + "cli/Main" + CLASS);
        lambdas.forEach((name, file) -> {
            files.put(name + CLASS, file);
            times.put(name + CLASS, time);
        });
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(made)))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(times.get(file.getKey()));
                out.putNextEntry(entry);
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean hasLambdas(String name) {
        return (name.startsWith(OWN) || name.startsWith(EDITOR)) && name.endsWith(CLASS);
    }

    /** A class file in the newer form; itself if it has that, or a newer one. */
    private static byte[] renewed(byte[] file, ClassLoader classes) {
        ClassReader reader = new ClassReader(file);
        // The number of the form: two bytes behind the magic number and the minor one.
        if (reader.readUnsignedShort(6) >= FORM) {
            return file;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return classes;
            }
        };
        ClassVisitor newer = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(
                    int form, int access, String name, String signature, String extended, String[] implemented) {
                super.visit(FORM, access, name, signature, extended, implemented);
            }
        };
        reader.accept(newer, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    /** The class file of a nest's host, with more members: only those it lists may use what is private in the nest. */
    private static byte[] joined(byte[] host, List<String> members) {
        ClassReader reader = new ClassReader(host);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visitEnd() {
                        members.forEach(super::visitNestMember);
                        super.visitEnd();
                    }
                },
                0);
        return writer.toByteArray();
    }
}

/** The lambdas of one class, made classes of the same nest. */
final class LambdasOfClass {
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

    private final ClassReader reader;
    private final Map<String, byte[]> made;
    private final List<String> members = new ArrayList<>();
    private final byte[] replaced;
    private String host;

    /**
     * Those of a class file.
     *
     * @param made takes the class files that are made, by their names
     * @param nests takes the names, by those of their hosts
     */
    LambdasOfClass(byte[] file, Map<String, byte[]> made, Map<String, List<String>> nests) {
        this.reader = new ClassReader(file);
        this.made = made;
        this.host = reader.getClassName();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitNestHost(String name) {
                        host = name;
                    }
                },
                ClassReader.SKIP_CODE);
        replaced = replace();
        if (!members.isEmpty()) {
            nests.computeIfAbsent(host, name -> new ArrayList<>()).addAll(members);
        }
    }

    /** The class file, with calls in the places of the lambdas. */
    byte[] replaced() {
        return replaced;
    }

    private byte[] replace() {
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visit(
                            int form, int access, String name, String signature, String extended, String[] implemented) {
                        // Nests came with Java 11.
                        super.visit(
                                Math.max(form, Opcodes.V11), access, name, signature, extended, implemented);
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new MethodVisitor(
                                Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                            @Override
                            public void visitInvokeDynamicInsn(
                                    String method, String type, Handle factory, Object... arguments) {
                                if (factory.getOwner().equals(FACTORY)
                                        && factory.getName().equals("metafactory")) {
                                    super.visitMethodInsn(
                                            Opcodes.INVOKESTATIC, lambda(method, type, arguments), "of", type, false);
                                } else {
                                    super.visitInvokeDynamicInsn(method, type, factory, arguments);
                                }
                            }
                        };
                    }
                },
                0);
        return writer.toByteArray();
    }

    /**
     * Makes the class of a lambda; the arguments are those of LambdaMetafactory.metafactory, from the third on.
     *
     * @return its name
     */
    private String lambda(String method, String type, Object[] arguments) {
        String name = reader.getClassName() + "$$L" + members.size();
        members.add(name);
        made.put(name, new LambdaClass(name, host, Type.getMethodType(type)).file(method, arguments));
        return name;
    }
}

/** A class that is made of a lambda. */
final class LambdaClass {
    private static final String INSTANCE = "INSTANCE";

    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    private final String name;
    private final Type made;
    private final Type[] captured;

    /** @param type from what it captures to the interface that it implements */
    LambdaClass(String name, String host, Type type) {
        this.name = name;
        made = type.getReturnType();
        captured = type.getArgumentTypes();
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                "java/lang/Object",
                new String[] {made.getInternalName()});
        writer.visitNestHost(host);
    }

    /** The class file; the arguments are the method's erased type, what it calls, and the types that it really has. */
    byte[] file(String method, Object[] arguments) {
        for (int i = 0; i < captured.length; i++) {
            writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "c" + i, captured[i].getDescriptor(), null, null)
                    .visitEnd();
        }
        constructor();
        if (captured.length == 0) {
            single();
        } else {
            factory();
        }
        method(method, (Type) arguments[0], (Handle) arguments[1], (Type) arguments[2]);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private String constructorType() {
        return Type.getMethodDescriptor(Type.VOID_TYPE, captured);
    }

    private MethodVisitor begin(int access, String method, String type) {
        MethodVisitor code = writer.visitMethod(access, method, type, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code, int operation) {
        code.visitInsn(operation);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void constructor() {
        MethodVisitor code = begin(Opcodes.ACC_PRIVATE, "<init>", constructorType());
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        int at = 1;
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), at);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, "c" + i, captured[i].getDescriptor());
            at += captured[i].getSize();
        }
        end(code, Opcodes.RETURN);
    }

    /** Of a lambda that captures nothing there is one. */
    private void single() {
        String type = "L" + name + ";";
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, INSTANCE, type, null, null)
                .visitEnd();
        MethodVisitor code = begin(Opcodes.ACC_STATIC, "<clinit>", "()V");
        instance(code);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, INSTANCE, type);
        end(code, Opcodes.RETURN);
        code = begin(Opcodes.ACC_STATIC, "of", Type.getMethodDescriptor(made));
        code.visitFieldInsn(Opcodes.GETSTATIC, name, INSTANCE, type);
        end(code, Opcodes.ARETURN);
    }

    private void factory() {
        MethodVisitor code = begin(Opcodes.ACC_STATIC, "of", Type.getMethodDescriptor(made, captured));
        instance(code);
        end(code, Opcodes.ARETURN);
    }

    private void instance(MethodVisitor code) {
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        int at = 0;
        for (Type type : captured) {
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), at);
            at += type.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", constructorType(), false);
    }

    /** The method of the interface: hands what was captured, and its own arguments, to what the lambda calls. */
    private void method(String method, Type erased, Handle called, Type real) {
        MethodVisitor code = begin(Opcodes.ACC_PUBLIC, method, erased.getDescriptor());
        boolean creates = called.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (creates) {
            code.visitTypeInsn(Opcodes.NEW, called.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, "c" + i, captured[i].getDescriptor());
        }
        List<Type> wanted = wanted(called);
        Type[] given = erased.getArgumentTypes();
        int at = 1;
        for (int i = 0; i < given.length; i++) {
            code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), at);
            Conversion.add(code, given[i], real.getArgumentTypes()[i]);
            Conversion.add(code, real.getArgumentTypes()[i], wanted.get(captured.length + i));
            at += given[i].getSize();
        }
        code.visitMethodInsn(
                operation(called), called.getOwner(), called.getName(), called.getDesc(), called.isInterface());
        Type answer = creates ? Type.getObjectType(called.getOwner()) : Type.getReturnType(called.getDesc());
        Type returned = erased.getReturnType();
        if (returned == Type.VOID_TYPE && answer != Type.VOID_TYPE) {
            code.visitInsn(answer.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
        } else if (returned != Type.VOID_TYPE) {
            Conversion.add(code, answer, returned);
        }
        end(code, returned.getOpcode(Opcodes.IRETURN));
    }

    /** The types of all that a call takes, its object first. */
    private static List<Type> wanted(Handle called) {
        List<Type> types = new ArrayList<>();
        if (called.getTag() != Opcodes.H_INVOKESTATIC && called.getTag() != Opcodes.H_NEWINVOKESPECIAL) {
            types.add(Type.getObjectType(called.getOwner()));
        }
        types.addAll(List.of(Type.getArgumentTypes(called.getDesc())));
        return types;
    }

    private static int operation(Handle called) {
        switch (called.getTag()) {
            case Opcodes.H_INVOKESTATIC:
                return Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL:
                return Opcodes.INVOKESPECIAL;
            case Opcodes.H_INVOKEINTERFACE:
                return Opcodes.INVOKEINTERFACE;
            default:
                // A private method as well: in a nest it is called as others are.
                return called.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        }
    }
}

/** Conversions between types that Java makes for a lambda: casts, boxes, and wider numbers. */
final class Conversion {
    private static final String NUMBERS = "IJFD";

    private Conversion() {}

    /** Adds the code that makes a value of one type one of another. */
    static void add(MethodVisitor code, Type from, Type to) {
        if (from.equals(to)) {
            return;
        }
        boolean isObject = from.getSort() >= Type.ARRAY;
        if (isObject && to.getSort() >= Type.ARRAY) {
            if (!to.getInternalName().equals("java/lang/Object")) {
                code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
            }
        } else if (isObject) {
            Type box = isBox(from) ? from : box(to);
            if (!box.equals(from)) {
                code.visitTypeInsn(Opcodes.CHECKCAST, box.getInternalName());
            }
            Type held = held(box);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    box.getInternalName(),
                    held.getClassName() + "Value",
                    Type.getMethodDescriptor(held),
                    false);
            widen(code, held, to);
        } else if (to.getSort() >= Type.ARRAY) {
            Type box = box(from);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    box.getInternalName(),
                    "valueOf",
                    Type.getMethodDescriptor(box, from),
                    false);
        } else {
            widen(code, from, to);
        }
    }

    private static void widen(MethodVisitor code, Type from, Type to) {
        int smaller = Math.max(0, NUMBERS.indexOf(from.getDescriptor()));
        int larger = Math.max(0, NUMBERS.indexOf(to.getDescriptor()));
        if (smaller < larger) {
            int[][] operations = {
                {0, Opcodes.I2L, Opcodes.I2F, Opcodes.I2D}, {0, 0, Opcodes.L2F, Opcodes.L2D}, {0, 0, 0, Opcodes.F2D}
            };
            code.visitInsn(operations[smaller][larger]);
        } else if (smaller > larger) {
            throw new IllegalArgumentException("no conversion of " + from + " to " + to);
        }
    }

    private static Type box(Type primitive) {
        switch (primitive.getSort()) {
            case Type.BOOLEAN:
                return Type.getType(Boolean.class);
            case Type.CHAR:
                return Type.getType(Character.class);
            case Type.BYTE:
                return Type.getType(Byte.class);
            case Type.SHORT:
                return Type.getType(Short.class);
            case Type.INT:
                return Type.getType(Integer.class);
            case Type.LONG:
                return Type.getType(Long.class);
            case Type.FLOAT:
                return Type.getType(Float.class);
            default:
                return Type.getType(Double.class);
        }
    }

    private static boolean isBox(Type type) {
        return held(type) != Type.VOID_TYPE;
    }

    /** What a box holds; void for what is none. */
    private static Type held(Type box) {
        for (Type primitive : List.of(
                Type.BOOLEAN_TYPE,
                Type.CHAR_TYPE,
                Type.BYTE_TYPE,
                Type.SHORT_TYPE,
                Type.INT_TYPE,
                Type.LONG_TYPE,
                Type.FLOAT_TYPE,
                Type.DOUBLE_TYPE)) {
            if (box(primitive).equals(box)) {
                return primitive;
            }
        }
        return Type.VOID_TYPE;
    }
}
