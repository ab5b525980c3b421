using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.People;

/// <summary>That somebody is away. It ends by itself.</summary>
/// <param name="Until">The first day on which they are back, by their own calendar.</param>
/// <param name="Ends">When that day begins for them.</param>
/// <param name="Cover">Who is pinged in their place.</param>
public sealed record Absence(LocalDate Until, Instant Ends, PersonId? Cover)
{
    public bool IsOver(Instant now) => now >= Ends;
}
