/** Amounts are BigInt of minor units, from the wire to the eye and back; no fraction is ever computed with. */

/** What one movement may be at most, in minor units. */
const MOST_MINOR = 10n ** 15n;

/** How many digits of an amount are minor units: 2 for EUR, 0 for JPY. */
function digitsOf(currency) {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
}

/** The amount as a decimal number, exactly: 1250 EUR is "12.50". */
export function decimal(minor, currency) {
  const digits = digitsOf(currency);
  const sign = minor < 0n ? "-" : "";
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The amount for people. Intl takes a decimal number as text without rounding it. */
export function format(minor, currency, signDisplay = "auto") {
  return new Intl.NumberFormat(undefined, { style: "currency", currency, signDisplay })
      .format(decimal(minor, currency));
}

/**
 * What a person typed, in minor units. One point or comma may part the digits; anything that could be read in two ways,
 * such as groups of thousands, is refused.
 *
 * @throws Error with a sentence for the person
 */
export function parse(text, currency) {
  const digits = digitsOf(currency);
  const match = /^(\d{1,16})(?:[.,](\d+))?$/.exec(text.trim());
  const fraction = match?.[2] ?? "";
  if (!match || fraction.length > digits) {
    throw new Error(`Write an amount such as ${decimal(1250n, currency)}, without thousands separators.`);
  }
  const minor = BigInt(match[1] + fraction.padEnd(digits, "0"));
  if (minor < 1n || minor > MOST_MINOR) {
    throw new Error(`The amount must be from ${format(1n, currency)} to ${format(MOST_MINOR, currency)}.`);
  }
  return minor;
}
