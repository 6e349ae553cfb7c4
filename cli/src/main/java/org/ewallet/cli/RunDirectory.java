package org.ewallet.cli;

import java.nio.file.Path;

/** The directory that holds everything an installation writes: data, logs, passwords, what is running. */
public record RunDirectory(Path path) {

    public RunDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** Creates it if it is missing, for its owner alone. */
    public void create() {
        PrivateFiles.directory(path);
        PrivateFiles.directory(logs());
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path log(PartName part) {
        return logs().resolve(part + ".log");
    }

    /** The files of H2. */
    public Path h2() {
        return path.resolve("db");
    }

    public Path of(PartName part) {
        return path.resolve(part.toString());
    }

    public Path stateFile() {
        return path.resolve("state.json");
    }

    /** The key and certificate of broker and web API, if they speak TLS. */
    public Path keyStore() {
        return tls().resolve("key.p12");
    }

    /** Their certificate, for those who connect to them. */
    public Path trustStore() {
        return tls().resolve("trusted.p12");
    }

    /** The private key that signs the demo's tokens. */
    public Path tokenKey() {
        return tokens().resolve("key.json");
    }

    /** The public key by which the services know the demo's tokens: a JSON Web Key Set. */
    public Path tokenKeySet() {
        return tokens().resolve("jwks.json");
    }

    private Path tokens() {
        return path.resolve("tokens");
    }

    private Path tls() {
        return path.resolve("tls");
    }

    public Path secretsFile() {
        return path.resolve("secrets.properties");
    }

    public Path lockFile() {
        return path.resolve("lock");
    }
}
