package io.govchain.testnet;

import java.time.Duration;

/** What is wrong with a link at this moment; shared by all its connections. */
final class LinkState {
  private static final long UNLIMITED = Long.MAX_VALUE;

  private volatile Duration delay = Duration.ZERO;
  private volatile boolean cut;
  private volatile boolean loseRequests;
  private volatile boolean loseAnswers;
  private long answerBytesUntilCut = UNLIMITED;

  Duration delay() {
    return delay;
  }

  void delay(Duration time) {
    delay = time;
  }

  boolean isCut() {
    return cut;
  }

  void cut(boolean on) {
    cut = on;
  }

  void loseRequests(boolean on) {
    loseRequests = on;
  }

  void loseAnswers(boolean on) {
    loseAnswers = on;
  }

  boolean loses(LinkDirection direction) {
    return switch (direction) {
      case REQUESTS -> loseRequests;
      case ANSWERS -> loseAnswers;
    };
  }

  synchronized void answerBytesUntilCut(long bytes) {
    answerBytesUntilCut = bytes;
  }

  /**
   * How many of these bytes may still go through before the connection is to be cut: all of them,
   * or fewer. Cutting happens once.
   */
  synchronized int allowance(LinkDirection direction, int bytes) {
    if (direction == LinkDirection.REQUESTS || answerBytesUntilCut == UNLIMITED) {
      return bytes;
    }
    if (bytes <= answerBytesUntilCut) {
      answerBytesUntilCut -= bytes;
      return bytes;
    }
    int allowed = (int) answerBytesUntilCut;
    answerBytesUntilCut = UNLIMITED;
    return allowed;
  }

  synchronized void reset() {
    delay = Duration.ZERO;
    cut = false;
    loseRequests = false;
    loseAnswers = false;
    answerBytesUntilCut = UNLIMITED;
  }
}
