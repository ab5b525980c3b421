using NodaTime;

namespace HandoffBot.Slack.Outbound;

/// <summary>What became of one call of the Web API, before anybody judges what it means for a message.</summary>
internal abstract record Called
{
    private Called()
    {
    }

    public sealed record Done(SlackResult Result) : Called;

    /// <summary><c>ok: false</c>: Slack says that it did not do it, and why.</summary>
    public sealed record Refused(string Error, string? Needed, string? Detail) : Called;

    /// <summary>Too many calls of this method in this workspace.</summary>
    public sealed record Limited(Duration Wait) : Called;

    /// <summary>It was sent, and the answer never came or made no sense.</summary>
    public sealed record Lost(string Reason) : Called;

    /// <summary>It never left.</summary>
    public sealed record NotSent(string Reason) : Called;

    /// <summary>In a few words for the log and for people; never a body.</summary>
    public string Says => this switch
    {
        Done => "ok",
        Refused refused => refused.Detail is null ? refused.Error : $"{refused.Error}: {refused.Detail}",
        Limited limited => $"asked to wait {limited.Wait.TotalSeconds:0} s",
        Lost lost => lost.Reason,
        NotSent notSent => notSent.Reason,
        _ => GetType().Name,
    };
}
