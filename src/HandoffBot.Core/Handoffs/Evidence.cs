using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>A message of a chat that somebody added to a handoff, as it was written then: whatever becomes of the message, this stays.</summary>
/// <param name="Id">Drawn when its form was opened, so that the form sent twice adds one.</param>
/// <param name="Text">At most <see cref="LongestText"/> characters.</param>
/// <param name="Author">What its author is called.</param>
/// <param name="Message">Which message: the same is added once.</param>
public sealed record Evidence(Guid Id, string Text, string Author, CardRef Message, PersonId AddedBy, Instant AddedAt)
{
    /// <summary>The most that is kept of a message, in characters.</summary>
    public const int LongestText = 3000;

    /// <summary>The most that is kept of a name, in characters.</summary>
    public const int LongestName = 80;

    /// <summary>The author, where the bot knows them.</summary>
    public PersonId? AuthorPerson { get; init; }

    /// <summary>Opens the message; null where the platform gives no address.</summary>
    public Uri? Link { get; init; }

    /// <summary>The message was longer than what is kept of it.</summary>
    public bool IsCut { get; init; }

    /// <summary>As much of a message as is kept.</summary>
    public static Evidence Of(Guid id, string text, string author, CardRef message, PersonId by, Instant at)
    {
        var whole = text.Trim();
        return new(id, Shortened.To(whole, LongestText), Shortened.To(author.ReplaceLineEndings(" ").Trim(), LongestName), message, by, at)
        {
            IsCut = whole.Length > LongestText,
        };
    }
}
