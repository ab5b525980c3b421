using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Desks;

/// <summary>What became of a command.</summary>
internal abstract record DeskAnswer
{
    private DeskAnswer()
    {
    }

    /// <summary>It is committed.</summary>
    public sealed record Granted(Handoff After, ImmutableArray<HandoffEvent> Events) : DeskAnswer;

    /// <param name="Now">The handoff as it is, for the sentence and the redrawn card.</param>
    public sealed record Refused(Refusal Refusal, Handoff Now) : DeskAnswer;

    public sealed record NotFound : DeskAnswer;

    /// <summary>This very message was carried out before; nothing was decided again.</summary>
    public sealed record Repeated(Handoff Now) : DeskAnswer;
}

/// <summary>What became of the wish to start a handoff.</summary>
internal abstract record StartAnswer
{
    private StartAnswer()
    {
    }

    public sealed record Begun(Handoff Handoff) : StartAnswer;

    /// <summary>There is a draft of the same person, playbook and client: it goes on.</summary>
    public sealed record Resumed(Handoff Handoff) : StartAnswer;

    public sealed record Refused(Refusal Refusal) : StartAnswer;

    /// <summary>The receiving team cannot be reached; the sentence says why and what to do.</summary>
    public sealed record Unreachable(string Says) : StartAnswer;

    public sealed record UnknownPlaybook : StartAnswer;
}
