using HandoffBot.Core.Chat;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>What a call means for a message.</summary>
internal static class Outcomes
{
    /// <summary>A post is not safe to repeat, so whatever may have happened is unknown.</summary>
    public static Outcome OfPost(Called called, string tenant, string conversation) => called switch
    {
        Called.Done { Result.Id: { Length: > 0 } id } => new Outcome.Sent(new(Platform.MsTeams, tenant, conversation, id)),

        // The connector names no message that it took apart; looking for it is in vain, and posting it again would never end.
        Called.Done => new Outcome.Taken(),
        Called.Lost lost => new Outcome.Unknown(lost.Reason),
        _ => NotDone(called, conversation),
    };

    /// <summary>A thread that was begun with its first message.</summary>
    public static Outcome OfThread(Called called, string tenant, string channel) => called switch
    {
        Called.Done { Result: { Id: { Length: > 0 } thread } result } when (result.ActivityId ?? Conversations.Thread(thread)) is { Length: > 0 } message =>
            new Outcome.Sent(new(Platform.MsTeams, tenant, thread, message)),
        Called.Done => new Outcome.Taken(),
        Called.Lost lost => new Outcome.Unknown(lost.Reason),
        _ => NotDone(called, channel),
    };

    /// <summary>
    /// An update is safe to repeat, so whatever may not have happened has failed. A message that another bot wrote can be changed no more and is
    /// as good as gone: what it should say is posted anew.
    /// </summary>
    public static Outcome OfUpdate(Called called, CardRef message) => called switch
    {
        Called.Done => new Outcome.Sent(message),
        Called.Refused { Status: 404 } => new Outcome.NotThere(),
        Called.Refused { Status: 403 } refused when !Mending.IsDead(refused) => new Outcome.NotThere(),
        _ => NotDone(called, message.Channel),
    };

    /// <summary>A call after which nothing was posted.</summary>
    /// <param name="conversation">Where; null for somebody's personal chat that could not be begun.</param>
    public static Outcome NotDone(Called called, string? conversation) => called switch
    {
        Called.Limited limited => new Outcome.Later(limited.Wait) { OnlyThere = true },

        // A new token mends it for every message: none is given up meanwhile.
        Called.Untrusted untrusted => new Outcome.Failed($"{untrusted.Reason}. {untrusted.Mend}"),
        Called.Refused refused => new Outcome.Dead(refused.Says, Mending.Of(refused, conversation)),
        Called.Barred barred => new Outcome.Dead(barred.Says, "If it is Microsoft's or your own, add it to MsTeams:AllowedServiceHosts."),
        _ => new Outcome.Failed(called.Says),
    };
}
