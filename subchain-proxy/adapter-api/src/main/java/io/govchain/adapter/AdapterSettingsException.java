package io.govchain.adapter;

/**
 * A setting of the adapter cannot be used. The message says which, what was expected, what came.
 */
public final class AdapterSettingsException extends RuntimeException {

  private final String setting;

  /**
   * @param setting name of the setting
   * @param expected what would have been accepted
   * @param actual what was found; never a secret
   * @param problem what is wrong, in words
   */
  public AdapterSettingsException(String setting, String expected, String actual, String problem) {
    super(
        "adapter.settings.%s: %s; expected %s, found %s"
            .formatted(setting, problem, expected, actual));
    this.setting = setting;
  }

  /** Name of the setting below {@code adapter.settings}. */
  public String setting() {
    return setting;
  }
}
