using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>To the lead, in one message: what somebody left behind, and who has it now.</summary>
public static class DepartureCard
{
    private const int Most = 10;

    public static string Says(Departed left)
    {
        var name = Shortened.To(left.Name, 80);
        var says = new List<string> { $"{name} has left." };
        if (!left.Inherited.IsEmpty)
            says.Add($"{Some(left.Inherited)}, which {name} had still to send, {(left.Inherited.Length == 1 ? "is" : "are")} yours to go on with.");

        if (!left.ProposedAnew.IsEmpty)
            says.Add($"Proposed anew: {string.Join("; ", Few(left.ProposedAnew.Select(one => $"{Named(one.Handoff)}, {one.To}")))}.");

        if (!left.Stranded.IsEmpty)
            says.Add($"{Some(left.Stranded)} {(left.Stranded.Length == 1 ? "waits" : "wait")} for {name} to send, and {(left.Stranded.Length == 1 ? "its" : "their")} team has no lead who could: name one in organization.yml.");

        if (!left.Orphans.IsEmpty)
            says.Add($"{Counted.And(Few(left.Orphans.Select(one => Shortened.To(one.ReplaceLineEndings(" "), 80))))} {(left.Orphans.Length == 1 ? "has" : "have")} nobody now: give each a new owner.");
        return string.Join(' ', says);
    }

    /// <summary>To the lead and to whoever is back.</summary>
    /// <param name="clients">Those that are still in their name.</param>
    public static string Returned(string name, ImmutableArray<string> clients) =>
        $"{Shortened.To(name, 80)} is back. Still in that name: {Counted.And(Few(clients.Select(one => Shortened.To(one.ReplaceLineEndings(" "), 80))))}. What has gone to others meanwhile stays with them.";

    private static string Some(ImmutableArray<Handoff> handoffs) => Counted.And(Few(handoffs.Select(Named)));

    private static string Named(Handoff handoff) => $"{handoff.Reference} {Spoken.Client(handoff)}";

    private static IReadOnlyList<string> Few(IEnumerable<string> all) => Counted.Few([.. all], Most);
}

/// <summary>What somebody who has left held, as one lead is told of it.</summary>
/// <param name="Inherited">The lead's to go on with.</param>
/// <param name="ProposedAnew">Each with who is proposed now, in words.</param>
/// <param name="Stranded">Drafts whose team has nobody to go on with them.</param>
/// <param name="Orphans">Names of clients.</param>
public sealed record Departed(
    string Name, ImmutableArray<Handoff> Inherited, ImmutableArray<(Handoff Handoff, string To)> ProposedAnew, ImmutableArray<Handoff> Stranded, ImmutableArray<string> Orphans);
