package io.govchain.simulation;

/** Takes every letter and does nothing about it: whoever is no proxy of the simulation. */
record Mailbox(String name) implements Endpoint {
  @Override
  public boolean isUp() {
    return true;
  }

  @Override
  public Reception take(Letter letter) {
    return Reception.Accepted;
  }

  @Override
  public boolean holds(Letter letter) {
    return false;
  }

  @Override
  public void delivered(Letter letter) {}

  @Override
  public void givenUp(Letter letter, boolean refused) {}
}
