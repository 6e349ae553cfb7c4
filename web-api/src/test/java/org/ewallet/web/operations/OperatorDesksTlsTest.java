package org.ewallet.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.ewallet.messaging.operations.Aside;
import org.ewallet.messaging.operations.LetterSelection;
import org.ewallet.messaging.operations.OperatorDesk;
import org.ewallet.web.problem.ProblemException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that an operator gets to a broker that takes encrypted connections only, and to no other. */
class OperatorDesksTlsTest {

    private static final String HOST = "127.0.0.1";
    private static final String BOX = "wallet.commands";
    private static final String PASSWORD = "secret";

    @TempDir
    private static Path directory;
    private static Path ofBroker;
    private static EmbeddedActiveMQ broker;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        ofBroker = keyStore("of broker.p12");
        String dead = Aside.DEAD.queue(BOX);
        broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl().setPersistenceEnabled(false).setSecurityEnabled(false)
                .setJMXManagementEnabled(false).setMaxDiskUsage(-1)
                .addAcceptorConfiguration("letters", "tcp://" + HOST + ":0?sslEnabled=true&keyStorePath="
                        + encoded(ofBroker.toString()) + "&keyStorePassword=" + encoded(PASSWORD))
                .addQueueConfiguration(QueueConfiguration.of(dead).setAddress(dead)
                        .setRoutingType(RoutingType.ANYCAST)));
        broker.start();
        port = broker.getActiveMQServer().getRemotingService().getAcceptor("letters").getActualPort();
    }

    @AfterAll
    static void stop() throws Exception {
        broker.stop();
    }

    @Test
    void anOperatorGetsInOverTls() {
        OperatorDesks desks = desks(true, ofBroker);

        assertThat(desks.at("olga", OperatorDesksTlsTest::deadLetters)).isZero();
        desks.close();
    }

    @Test
    void nobodyGetsInWithoutTls() {
        assertDown(desks(false, ofBroker));
    }

    @Test
    void theLoginIsNotGivenToABrokerThatIsNotTrusted() throws IOException, InterruptedException {
        assertDown(desks(true, keyStore("of another.p12")));
    }

    private static void assertDown(OperatorDesks desks) {
        assertThatThrownBy(() -> desks.at("olga", OperatorDesksTlsTest::deadLetters))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(503));
        desks.close();
    }

    private static int deadLetters(OperatorDesk desk) {
        return desk.groups(new LetterSelection(Aside.DEAD, BOX, null, null)).size();
    }

    private static OperatorDesks desks(boolean tls, Path trustStore) {
        return new OperatorDesks(HOST, port, tls, Optional.of(trustStore.toString()), Optional.of(PASSWORD), "operator",
                Optional.of("any"), Clock.systemUTC());
    }

    /** A key for this host, and its certificate. */
    private static Path keyStore(String name) throws IOException, InterruptedException {
        Path file = directory.resolve(name);
        Process keytool = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", "broker", "-keyalg", "EC", "-dname", "CN=test", "-ext", "SAN=ip:" + HOST, "-storetype", "PKCS12", "-keystore",
                file.toString(), "-storepass", PASSWORD))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(keytool.waitFor()).as("exit status of keytool").isZero();
        return file;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
