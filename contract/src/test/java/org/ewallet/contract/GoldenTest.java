package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewallet.contract.wallet.StatementRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that every type that travels as JSON is written as, and read from, exactly its golden file. */
class GoldenTest {

    /** Records of the contract that never become JSON. */
    private static final Set<Class<?>> NEVER_WRITTEN = Set.of(KnownOutcome.class, Envelope.class, StatementRequest.class);

    static Stream<Record> samples() {
        return Samples.all();
    }

    static Stream<Record> samplesThatGainedFields() {
        return Samples.all().filter(sample -> Golden.typesBefore().contains(sample.getClass().getSimpleName()));
    }

    static Stream<Class<? extends Message>> families() {
        return Samples.FAMILIES.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void recordIsWrittenAsItsGoldenFile(Record sample) {
        assertThat(Codec.readTree(Codec.write(sample))).isEqualTo(Golden.json(sample.getClass()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void goldenFileIsReadAsTheRecord(Record sample) {
        assertThat(Codec.read(Golden.text(sample.getClass()), sample.getClass())).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void goldenFileHasEveryFieldOfTheRecord(Record sample) {
        assertThat(Golden.json(sample.getClass()).size()).isEqualTo(sample.getClass().getRecordComponents().length);
    }

    @ParameterizedTest
    @MethodSource("samplesThatGainedFields")
    void messageOfAnOlderSenderIsReadAsItIsAndNothingIsAdded(Record sample) {
        ObjectNode before = Golden.jsonBefore(sample.getClass());
        ObjectNode nowWithoutGains = Golden.json(sample.getClass()).without(gained(before, sample));

        assertThat(Codec.readTree(Codec.write(Codec.read(before, sample.getClass())))).isEqualTo(before);
        assertThat(nowWithoutGains).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyPermittedMessageHasAGoldenFile(Class<? extends Message> family) {
        assertThat(Golden.types()).containsAll(
                Arrays.stream(family.getPermittedSubclasses()).map(Class::getSimpleName).toList());
    }

    @Test
    void everyFamilyOfMessagesIsKnownHere() {
        assertThat(classesOfTheContract().filter(type -> type.isSealed() && Message.class.isAssignableFrom(type)))
                .containsExactlyInAnyOrderElementsOf(Samples.FAMILIES);
    }

    @Test
    void everyRecordThatTravelsHasASample() {
        assertThat(Samples.all().<Class<?>>map(Record::getClass)).containsExactlyInAnyOrderElementsOf(
                classesOfTheContract().filter(Class::isRecord).filter(type -> !NEVER_WRITTEN.contains(type)).toList());
    }

    @Test
    void everyGoldenFileIsCheckedAgainstASample() {
        assertThat(Golden.types()).isEqualTo(
                Samples.all().map(sample -> sample.getClass().getSimpleName()).collect(Collectors.toSet()));
    }

    private static List<String> gained(ObjectNode before, Record sample) {
        return Arrays.stream(sample.getClass().getRecordComponents()).map(RecordComponent::getName)
                .filter(name -> !before.has(name)).toList();
    }

    private static Stream<Class<?>> classesOfTheContract() {
        try {
            Path root = Path.of(Codec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(file -> root.relativize(file).toString())
                        .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                        .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
                        .toList().stream();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, GoldenTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
