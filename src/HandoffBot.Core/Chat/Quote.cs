using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat;

/// <summary>A message of a chat at which somebody points, whoever wrote it.</summary>
/// <param name="At">Which one; its channel is named without the thread.</param>
/// <param name="Text">As it was written, without the platform's markup. Who is mentioned stands in it as <c>&lt;@account&gt;</c> where the platform tells no name.</param>
public sealed record Quote(CardRef At, string Text)
{
    /// <summary>Who wrote it; null for an app, and where the platform does not say.</summary>
    public AccountRef? Author { get; init; }

    /// <summary>What the author is called, where the message tells.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Opens the message, where the platform tells it with the message.</summary>
    public Uri? Link { get; init; }

    /// <summary>The message that began the thread it stands in.</summary>
    public string? Thread { get; init; }

    /// <summary>It was written where only some can read.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>It carries files.</summary>
    public bool HasFiles { get; init; }

    /// <summary>It has been deleted.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Only the person who points at it can see it.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>Why it cannot be kept; null when it can.</summary>
    public Refusal? Unfit => this switch
    {
        { IsDeleted: true } => new Refusal.MessageDeleted(),
        { IsEphemeral: true } => new Refusal.MessageForOneOnly(),
        _ when string.IsNullOrWhiteSpace(CleanText.Of(Text)) => new Refusal.NothingWritten(HasFiles),
        _ => null,
    };
}
