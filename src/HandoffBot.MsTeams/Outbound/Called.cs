using NodaTime;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>What became of one call of the connector, before anybody judges what it means for a message.</summary>
internal abstract record Called
{
    private Called()
    {
    }

    public sealed record Done(ConnectorResult Result) : Called;

    /// <summary>The connector says that it did not do it. <paramref name="Code"/> is its word for why, where it has one.</summary>
    public sealed record Refused(int Status, string Code) : Called;

    /// <summary>Too many calls for this conversation, or no time at the moment.</summary>
    public sealed record Limited(Duration Wait) : Called;

    /// <summary>It was sent, and the answer never came or made no sense.</summary>
    public sealed record Lost(string Reason) : Called;

    /// <summary>It never left, or came to nothing on the way.</summary>
    public sealed record NotSent(string Reason) : Called;

    /// <summary>The bot has no token that is accepted. <paramref name="Mend"/> says what to do.</summary>
    public sealed record Untrusted(string Reason, string Mend) : Called;

    /// <summary>The token may not be sent there.</summary>
    public sealed record Barred(string Host) : Called;

    /// <summary>In a few words for the log and for people; never a body.</summary>
    public string Says => this switch
    {
        Done => "ok",
        Refused { Code.Length: > 0 } refused => $"{refused.Code} ({refused.Status})",
        Refused refused => $"status {refused.Status}",
        Limited limited => $"asked to wait {limited.Wait.TotalSeconds:0} s",
        Lost lost => lost.Reason,
        NotSent notSent => notSent.Reason,
        Untrusted untrusted => untrusted.Reason,
        Barred barred => $"{barred.Host} is not a host that the bot's token may be sent to",
        _ => GetType().Name,
    };
}
