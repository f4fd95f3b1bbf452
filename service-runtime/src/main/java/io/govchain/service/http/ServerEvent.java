package io.govchain.service.http;

/**
 * One server-sent event.
 *
 * @param id by which a reader resumes after it
 * @param name kind of event, one word
 * @param data one line
 */
public record ServerEvent(long id, String name, String data) {
  public ServerEvent {
    if (name.indexOf('\n') >= 0 || data.indexOf('\n') >= 0 || data.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("an event's name and data: one line each");
    }
  }

  String text() {
    return "id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n";
  }
}
