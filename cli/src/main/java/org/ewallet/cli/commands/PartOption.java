package org.ewallet.cli.commands;

import java.util.Arrays;
import org.ewallet.cli.PartName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a part. */
final class PartOption implements ITypeConverter<PartName> {

    @Override
    public PartName convert(String name) {
        return Arrays.stream(PartName.values())
                .filter(part -> part.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "must be one of " + Arrays.toString(PartName.values()) + ", not " + name));
    }
}
