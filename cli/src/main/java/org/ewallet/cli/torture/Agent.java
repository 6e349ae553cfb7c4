package org.ewallet.cli.torture;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.ProcessId;
import org.jboss.byteman.agent.submit.Submit;

/** The Byteman agent in the Java of a server. */
final class Agent {

    private static final String HOST = "127.0.0.1";

    private final int port;

    /** @param port where it listens */
    Agent(int port) {
        this.port = port;
    }

    /** What the Java of Payara Server has to be started with: its bundles see no other packages of the class path. */
    static List<String> javaOptions() {
        return List.of("-Dorg.osgi.framework.bootdelegation=org.jboss.byteman.*,oracle.sql,oracle.sql.*,oracle.jdbc,"
                + "oracle.jdbc.*,com.sun.btrace,com.sun.btrace.*,jdk.internal.reflect,jdk.internal.reflect.*,jdk.net");
    }

    /** Gets into a process that runs: one that was started with an agent could not share an archive of classes. */
    void enter(ProcessId process, Distribution distribution) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                machine.loadAgent(distribution.byteman().toString(),
                        "listener:true,address:" + HOST + ",port:" + port);
            } finally {
                machine.detach();
            }
        } catch (IOException | AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new CliException("The Byteman agent does not get into process " + process.pid() + ": "
                    + e.getMessage(), e);
        }
    }

    /** From now on the server follows these rules too. */
    void add(String rules) {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            new Submit(HOST, port, nowhere).addRulesFromResources(
                    List.of(new ByteArrayInputStream(rules.getBytes(StandardCharsets.UTF_8))));
        } catch (Exception e) {
            throw new CliException("The Byteman agent on port " + port + " did not take a rule: " + e.getMessage(), e);
        }
    }

    /** From now on it follows none. */
    void clear() {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            new Submit(HOST, port, nowhere).deleteAllRules();
        } catch (Exception e) {
            throw new CliException("The Byteman agent on port " + port + " did not answer: " + e.getMessage(), e);
        }
    }
}
