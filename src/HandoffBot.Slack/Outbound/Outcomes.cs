using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Outbound;

/// <summary>What a call means for a message.</summary>
internal static class Outcomes
{
    /// <summary>A post is not safe to repeat, so whatever may have happened is unknown.</summary>
    public static Outcome OfPost(Called called, string workspace, string channel) => called switch
    {
        Called.Done { Result: var result } when result.Ts is { Length: > 0 } ts =>
            new Outcome.Sent(new CardRef(Platform.Slack, workspace, Channel(result) ?? channel, ts)),
        Called.Done => new Outcome.Unknown("Slack said ok without naming the message"),

        // Slack documents of these two that some of the work may have been done.
        Called.Refused { Error: "fatal_error" or "internal_error" } refused => new Outcome.Unknown(refused.Says),
        Called.Lost lost => new Outcome.Unknown(lost.Reason),

        // The message that the thread hangs on is gone.
        Called.Refused { Error: "thread_not_found" or "cannot_reply_to_message" } => new Outcome.NotThere(),
        _ => NotDone(called, channel),
    };

    /// <summary>
    /// An update is safe to repeat, so whatever may not have happened has failed. A message that can be changed no more, because another bot
    /// user wrote it or its time is over, is as good as gone: what it should say is posted anew.
    /// </summary>
    public static Outcome OfUpdate(Called called, CardRef message) => called switch
    {
        Called.Done => new Outcome.Sent(message),
        Called.Refused { Error: "message_not_found" or "cant_update_message" or "edit_window_closed" } => new Outcome.NotThere(),
        _ => NotDone(called, message.Channel),
    };

    /// <summary>A call after which nothing was posted, as when a conversation could not be opened or read.</summary>
    public static Outcome NotDone(Called called, string? channel) => called switch
    {
        Called.Limited limited => new Outcome.Later(limited.Wait),

        // A new token mends it for every message: none is given up meanwhile.
        Called.Refused refused when Mending.IsOfTheToken(refused.Error) => new Outcome.Failed($"{refused.Says}. {Mending.Of(refused, channel)}"),
        Called.Refused refused when Mending.Of(refused, channel) is { } mend => new Outcome.Dead(refused.Says, mend),
        _ => new Outcome.Failed(called.Says),
    };

    private static string? Channel(SlackResult result) =>
        result.Channel.ValueKind is System.Text.Json.JsonValueKind.String ? result.Channel.GetString() : null;
}
