using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Playbooks;

/// <summary>
/// What makes a version of a playbook different from another, in sentences for whoever is to agree to it. Where there is nothing to say, as after a
/// change of a comment, the two are the same to everybody.
/// </summary>
public static class PlaybookDifference
{
    public static ImmutableArray<string> InWords(Playbook before, Playbook after, Organization organization) =>
    [
        .. Plain("It is called", before.Name, after.Name),
        .. Plain("It hands over", before.Subject.A, after.Subject.A),
        .. Plain("It comes from", organization.TeamName(before.From), organization.TeamName(after.From)),
        .. Plain("It goes to", organization.TeamName(before.To), organization.TeamName(after.To)),
        .. Plain("Suggestions for it go to", before.Owner, after.Owner),
        .. Clocks(before.Clocks, after.Clocks),
        .. before.Starts == after.Starts ? [] : Plain("It begins with the day of", Label(before, before.Starts), Label(after, after.Starts)),
        .. FieldDifference.InWords(before.Checklist, after.Checklist),
        .. Listed("criterion", before.Criteria, after.Criteria, "The criteria"),
        .. Switched("The receiver says in a sentence what is needed next", before.ReadBack, after.ReadBack),
        .. Switched("At least one next action is planned before it is sent", before.NextActions, after.NextActions),
        .. Switched("The leads agree to a change of this playbook before it counts", before.AgreedByLeads, after.AgreedByLeads),
        .. Listed("reason to reject", [.. before.RejectReasons.Select(one => one.Label)], [.. after.RejectReasons.Select(one => one.Label)], "The reasons to reject"),
        .. Renamed(before, after),
        .. Listed("rule of routing", Rules(before, organization), Rules(after, organization), "The rules of routing"),
    ];

    /// <summary>"It is called “A” now, not “B”"; one that is not there is nothing.</summary>
    internal static IEnumerable<string> Plain(string says, string? before, string? after)
    {
        if (before == after)
            yield break;

        yield return (before, after) switch
        {
            (null, { } now) => $"{says} {Quoted(now)} now.",
            ({ } was, null) => $"{says} {Quoted(was)} no longer.",
            ({ } was, { } now) => $"{says} {Quoted(now)} now, not {Quoted(was)}.",
            _ => "",
        };
    }

    internal static IEnumerable<string> Switched(string says, bool before, bool after)
    {
        if (before != after)
            yield return after ? $"New: {says.ToLowerInvariant()[0]}{says[1..]}." : $"No longer: {says.ToLowerInvariant()[0]}{says[1..]}.";
    }

    internal static string Quoted(string text) => $"“{Shortened.To(text.ReplaceLineEndings(" "), 150)}”";

    /// <summary>What came, what went, and whether what stayed stands in another order.</summary>
    private static IEnumerable<string> Listed(string what, IReadOnlyList<string> before, IReadOnlyList<string> after, string all)
    {
        foreach (var one in after.Except(before))
            yield return $"New {what}: {Quoted(one)}.";
        foreach (var one in before.Except(after))
            yield return $"No longer a {what}: {Quoted(one)}.";
        if (!before.Intersect(after).SequenceEqual(after.Intersect(before)))
            yield return $"{all} are in another order.";
    }

    /// <summary>A reason is counted by its id, so another id with the same words is another reason.</summary>
    private static IEnumerable<string> Renamed(Playbook before, Playbook after) =>
        from one in after.RejectReasons
        let was = before.RejectReasons.FirstOrDefault(old => old.Label == one.Label)
        where was is not null && was.Id != one.Id
        select $"{Quoted(one.Label)} is counted as another reason than before.";

    private static IEnumerable<string> Clocks(PlaybookClocks before, PlaybookClocks after) =>
    [
        .. Clock("to answer", before.Acceptance, after.Acceptance),
        .. Clock("to reply to a question", before.Clarification, after.Clarification),
        .. Clock("to mend what was rejected", before.Rework, after.Rework),
        .. Clock("to kick off", before.Kickoff, after.Kickoff),
        .. Clock("for which a draft may lie", before.DraftIdle, after.DraftIdle),
        .. Clock("to send the brief", before.Handover, after.Handover),
    ];

    private static IEnumerable<string> Clock(string what, ClockPolicy? before, ClockPolicy? after) => Plain($"The time {what} is", InWords(before), InWords(after));

    private static string? InWords(ClockPolicy? policy) => policy is null
        ? null
        : $"{PlaybookWords.Of(policy.Within)}, ladder {policy.Ladder}{(policy.Calendar is { } calendar ? $", calendar {calendar}" : "")}";

    private static string? Label(Playbook playbook, string? field) => field is null ? null : playbook.Checklist.Find(field)?.Label ?? field;

    private static IReadOnlyList<string> Rules(Playbook playbook, Organization organization) =>
    [
        .. playbook.Routing.Select(rule => $"if {rule.When.InWords(playbook.Checklist)}, "
            + Counted.And([.. rule.To is { } team ? [$"it goes to {organization.TeamName(team)}"] : (string[])[], .. rule.Owner is { } owner ? [$"{owner} is proposed"] : (string[])[]])),
    ];
}
