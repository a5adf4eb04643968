package io.crossfade.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The core decides the same from the same events, always: it has no clock, no chance, no threads and no I/O. */
class PurityTest {

    private static final Pattern FORBIDDEN_TYPES = Pattern.compile(
            String.join(
                    "|",
                    "java\\.io\\.(?!Serializable$).*",
                    "java\\.net\\..*",
                    "java\\.nio\\.(file|channels)\\..*",
                    "java\\.lang\\.(Thread|ThreadLocal|InheritableThreadLocal|Runtime|Process|ProcessBuilder)",
                    "java\\.util\\.(Timer|TimerTask|Random|random\\..*)",
                    "java\\.security\\.SecureRandom",
                    "java\\.util\\.concurrent\\.(Executor.*|.*ExecutorService|.*Executor|ForkJoin.*|ThreadFactory|ThreadLocalRandom)"));

    private static final ArchRule NO_FORBIDDEN_TYPE = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "bring I/O, threads or chance",
                    (JavaClass type) -> FORBIDDEN_TYPES
                            .matcher(type.getBaseComponentType().getName())
                            .matches()))
            .allowEmptyShould(true);

    private static final ArchRule NO_FORBIDDEN_ACCESS = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "it reads a clock, chance or the surroundings, or has no defined order",
                    (JavaAccess<?> access) -> isForbidden(access.getTarget())))
            .allowEmptyShould(true);

    @Test
    void coreHasNoClockNoChanceNoThreadsAndNoIo() {
        JavaClasses core = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.crossfade.core");

        assertThat(core).isNotEmpty();
        NO_FORBIDDEN_TYPE.check(core);
        NO_FORBIDDEN_ACCESS.check(core);
    }

    @Test
    void theRulesSeeWhatTheyForbid() {
        JavaClasses impure = new ClassFileImporter().importClasses(Impure.class);

        assertThatThrownBy(() -> NO_FORBIDDEN_TYPE.check(impure))
                .hasMessageContaining("java.io.PrintStream")
                .hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> NO_FORBIDDEN_ACCESS.check(impure))
                .hasMessageContaining("System.nanoTime()")
                .hasMessageContaining("System.currentTimeMillis()")
                .hasMessageContaining("Instant.now()")
                .hasMessageContaining("Map.of(")
                .hasMessageContaining("Set.copyOf(")
                .hasMessageContaining("Collectors.toSet()")
                .hasMessageContaining("HashMap.<init>()")
                .hasMessageContaining("runAsync(");
    }

    @Test
    void theRulesLeaveValuesAlone() {
        JavaClasses pure = new ClassFileImporter().importClasses(Pure.class, Pure.Kind.class, Pure.Value.class);

        NO_FORBIDDEN_TYPE.check(pure);
        NO_FORBIDDEN_ACCESS.check(pure);
    }

    private static boolean isForbidden(AccessTarget target) {
        String name = target.getName();
        int parameters = target instanceof AccessTarget.CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().size()
                : 0;
        String owner = target.getOwner().getName();
        return switch (owner) {
            case "java.lang.System" ->
                Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "getProperties", "identityHashCode")
                        .contains(name);
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.lang.Object" -> Set.of("wait", "notify", "notifyAll").contains(name);
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.Collections" -> name.equals("shuffle");
            case "java.util.Date", "java.util.SplittableRandom" -> name.equals("<init>") && parameters == 0;
            // An enum's hash code differs at every start of the JVM, and with it the order of a hash table.
            case "java.util.HashMap", "java.util.HashSet", "java.util.IdentityHashMap" -> name.equals("<init>");
            case "java.util.Map" -> isUnordered(name) && parameters != 0 && !(name.equals("of") && parameters == 2);
            case "java.util.Set" -> isUnordered(name) && parameters != 0 && !isSetOfOne(target);
            case "java.util.stream.Collectors" ->
                Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap", "toConcurrentMap")
                                .contains(name)
                        || (name.equals("toMap") && parameters < 4)
                        || (name.startsWith("groupingBy") && parameters < 3);
            case "java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage" ->
                name.endsWith("Async")
                        || Set.of("orTimeout", "completeOnTimeout", "delayedExecutor")
                                .contains(name);
            default ->
                name.equals("parallelStream")
                        || (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")));
        };
    }

    private static boolean isUnordered(String name) {
        return Set.of("of", "ofEntries", "copyOf").contains(name);
    }

    private static boolean isSetOfOne(AccessTarget target) {
        return target.getName().equals("of")
                && target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().size() == 1
                && !unit.getRawParameterTypes().get(0).isArray();
    }

    /** One of each kind of what the core must not do. */
    static final class Impure {
        final LongSupplier clock = System::nanoTime;

        Object all() {
            System.out.println(System.currentTimeMillis());
            Set<Object> seen = Stream.of(Instant.now(), Map.of("a", 1, "b", 2)).collect(Collectors.toSet());
            Map<Object, Object> map = new HashMap<>();
            map.put(Set.copyOf(seen), CompletableFuture.runAsync(Thread::yield));
            return map;
        }
    }

    /** What a core class is made of, which must stay allowed. */
    static final class Pure {
        enum Kind {
            ONE,
            TWO
        }

        record Value(Kind kind, List<String> names) {}

        Map<String, Value> all() {
            return Map.of("a", new Value(Kind.valueOf("ONE"), List.of("x" + Set.of(1))));
        }
    }
}
