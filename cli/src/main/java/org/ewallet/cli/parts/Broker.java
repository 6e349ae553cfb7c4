package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.utils.DefaultSensitiveStringCodec;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.PrivateFiles;
import org.ewallet.cli.ProcessId;

/**
 * ActiveMQ Artemis, standalone, with its web console. Its instance lies in the run directory; the configuration is
 * copied there from {@code server-config/broker} at every start, so that directory is the place to change it.
 */
public final class Broker extends Part {

    public Broker(Site site) {
        super(PartName.BROKER, site);
    }

    @Override
    public List<String> addresses() {
        return List.of(
                "127.0.0.1:" + port() + " (Core, AMQP, STOMP, MQTT" + (site.settings().tls() ? ", over TLS)" : ")"),
                console() + " (console)");
    }

    /** The web console, for people. */
    public String console() {
        return "http://127.0.0.1:" + site.settings().ports().console() + "/console";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("--broker-port", port(), "--console-port", site.settings().ports().console());
    }

    @Override
    protected ProcessId startProcess(Output output) {
        Path instance = PrivateFiles.directory(site.run().of(PartName.BROKER));
        Path etc = PrivateFiles.directory(instance.resolve("etc"));
        Path temporary = PrivateFiles.directory(instance.resolve("tmp"));
        copyConfiguration(etc);
        copyPlugin(PrivateFiles.directory(instance.resolve("lib")));
        PrivateFiles.write(etc.resolve("artemis-users.properties"), users());
        Path options = instance.resolve("java-options");
        PrivateFiles.write(options, tlsOptions());
        Path home = site.distribution().artemisHome();
        return start(List.of(java(), "@" + options,
                "-Xms64m", "-Xmx" + site.settings().memory().broker(), "-XX:+UseSerialGC",
                "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-Dartemis.home=" + home,
                "-Dartemis.instance=" + instance,
                "-Dartemis.instance.etc=" + etc,
                "-Djava.io.tmpdir=" + temporary,
                "-Djava.security.auth.login.config=" + etc.resolve("login.config"),
                "-Dlog4j2.configurationFile=" + etc.resolve("log4j2.properties").toUri(),
                "-Dlog4j2.disableJmx=true",
                "-Djolokia.policyLocation=classpath:jolokia-access.xml",
                "-Dhawtio.disableProxy=true",
                "-Dhawtio.offline=true",
                "-Dhawtio.realm=activemq",
                "-Dhawtio.roles=" + BrokerUser.OPERATOR.login(),
                "-Dhawtio.rolePrincipalClasses=org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal",
                "-Dewallet.broker.port=" + port(),
                "-Dewallet.console.port=" + site.settings().ports().console(),
                "-cp", home.resolve("lib").resolve("artemis-boot.jar").toString(),
                "org.apache.activemq.artemis.boot.Artemis", "run"), Map.of(), instance);
    }

    /** The console comes last, when the acceptors listen already. */
    @Override
    public boolean isReady() {
        return get(console() + "/login").isPresent();
    }

    private int port() {
        return site.settings().ports().broker();
    }

    /** In a file, because everybody on this machine sees the options of a command. */
    private String tlsOptions() {
        if (!site.settings().tls()) {
            return "";
        }
        return "-Dewallet.broker.tls=true\n"
                // It becomes a part of a URL.
                + "-Dewallet.broker.keystore=" + URLEncoder.encode(site.run().keyStore().toString(), StandardCharsets.UTF_8) + "\n"
                + "-Dewallet.broker.keystore.password=" + site.secrets().keyStore() + "\n";
    }

    private void copyConfiguration(Path etc) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(site.distribution().brokerConfig())) {
            for (Path file : files) {
                Files.copy(file, etc.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the broker's configuration to " + etc, e);
        }
    }

    private void copyPlugin(Path lib) {
        Path jar = site.distribution().brokerReceipts();
        try {
            Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the broker's plugin to " + lib, e);
        }
    }

    private String users() {
        return Arrays.stream(BrokerUser.values())
                .map(user -> user.login() + " = ENC(" + hash(site.secrets().broker(user)) + ")")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String hash(String password) {
        try {
            DefaultSensitiveStringCodec codec = new DefaultSensitiveStringCodec();
            codec.init(Map.of(DefaultSensitiveStringCodec.ALGORITHM, DefaultSensitiveStringCodec.ONE_WAY));
            return codec.encode(password);
        } catch (Exception e) {
            throw new IllegalStateException("This JDK cannot hash passwords the way the broker does", e);
        }
    }
}
