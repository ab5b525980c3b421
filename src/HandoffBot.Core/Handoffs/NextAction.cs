using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>Something that is to be done next for the client: after the acceptance it is on the owner's list.</summary>
/// <param name="Id">Drawn when its form was opened, so that the form sent twice adds one.</param>
/// <param name="Who">Null means the client's owner.</param>
/// <param name="Done">Null until somebody says so.</param>
public sealed record NextAction(Guid Id, string What, PersonId? Who, LocalDate Due, ActionDone? Done = null)
{
    /// <summary>The longest, in characters.</summary>
    public const int LongestWhat = 300;
}

/// <summary>Who said that an action was done, and when.</summary>
public sealed record ActionDone(PersonId By, Instant At);
