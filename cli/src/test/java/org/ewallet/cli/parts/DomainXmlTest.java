package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainXmlTest {

    @Test
    void only_two_doors_stay_open_and_the_template_for_others_stays_as_it_is(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("domain.xml");
        Files.writeString(file, """
                <domain><configs><config name="server-config">
                <jmx-connector port="8686" name="system"/>
                <iiop-listener port="3700" id="orb"/>
                <jvm-options>-Xmx512m</jvm-options>
                <jvm-options>-Dosgi.shell.telnet.port=6666</jvm-options>
                <network-listener port="1" name="http-listener-1"/>
                <network-listener port="2" name="http-listener-2"/>
                <network-listener port="3" name="admin-listener"/>
                </config><config name="default-config"><network-listener port="8080" name="http-listener-1"/>
                </config></configs></domain>
                """);

        DomainXml.read(file).listenLocally(18080, 14848).heap("300m").write();

        assertThat(Files.readString(file))
                .contains("<network-listener address=\"127.0.0.1\" name=\"http-listener-1\" port=\"18080\"/>")
                .contains("<network-listener address=\"127.0.0.1\" name=\"admin-listener\" port=\"14848\"/>")
                .contains("<network-listener address=\"127.0.0.1\" enabled=\"false\" name=\"http-listener-2\"")
                .contains("<network-listener name=\"http-listener-1\" port=\"8080\"/>")
                .contains("<jmx-connector enabled=\"false\"", "<iiop-listener enabled=\"false\"", "-Xmx300m")
                .contains("<jms-service default-jms-host=\"default_JMS_host\" type=\"DISABLED\">")
                .doesNotContain("telnet", "-Xmx512m");
    }
}
