using NodaTime;

namespace HandoffBot.Engine.Storage.Rows;

/// <summary>
/// A message of the chat from when somebody points at it until they have said where it goes: what it says is taken from the platform and
/// not from the form, which comes back from outside and holds less.
/// </summary>
internal sealed class QuoteRow
{
    public Guid Id { get; set; }

    /// <summary>Who pointed at it, and alone may go on with it.</summary>
    public Guid By { get; set; }

    /// <summary>By the system clock.</summary>
    public Instant At { get; set; }

    /// <summary>JSON of the whole.</summary>
    public required string Body { get; set; }
}
