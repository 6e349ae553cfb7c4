package org.ewallet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code up} has started and how, kept in {@code state.json} until {@code down}. It is written after every process
 * that is started, so that nothing is forgotten when the program is interrupted.
 */
public final class State {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunDirectory run;
    private final Map<PartName, ProcessId> processes = new EnumMap<>(PartName.class);
    private Settings settings;

    private State(RunDirectory run) {
        this.run = run;
    }

    /** What was recorded in the run directory; nothing, if nothing was started. */
    public static State in(RunDirectory run) {
        State state = new State(run);
        if (Files.exists(run.stateFile())) {
            state.read();
        }
        return state;
    }

    /** How the installation was started, if it was. */
    public Optional<Settings> settings() {
        return Optional.ofNullable(settings);
    }

    public void begin(Settings settings) {
        this.settings = settings;
        write();
    }

    /** The process of a part, if it was started; it may have ended since. */
    public Optional<ProcessId> process(PartName part) {
        return Optional.ofNullable(processes.get(part));
    }

    public void record(PartName part, ProcessId process) {
        processes.put(part, process);
        write();
    }

    public void forget(PartName part) {
        processes.remove(part);
        write();
    }

    /** Nothing is running any more. */
    public void end() {
        settings = null;
        processes.clear();
        try {
            Files.deleteIfExists(run.stateFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + run.stateFile(), e);
        }
    }

    private void read() {
        try {
            JsonNode json = JSON.readTree(run.stateFile().toFile());
            settings = JSON.treeToValue(json.get("settings"), Settings.class);
            for (PartName part : PartName.values()) {
                JsonNode process = json.path("processes").path(part.toString());
                if (!process.isMissingNode()) {
                    processes.put(part, new ProcessId(process.get("pid").longValue(),
                            Instant.parse(process.get("startedAt").textValue())));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new CliException(run.stateFile() + " cannot be read (" + e.getMessage() + "). If nothing of this "
                    + "installation runs any more, delete the file.", e);
        }
    }

    private void write() {
        ObjectNode json = JSON.createObjectNode();
        json.set("settings", JSON.valueToTree(settings));
        ObjectNode list = json.putObject("processes");
        processes.forEach((part, process) -> list.putObject(part.toString())
                .put("pid", process.pid())
                .put("startedAt", process.startedAt().toString()));
        PrivateFiles.write(run.stateFile(), json.toPrettyString() + "\n");
    }
}
