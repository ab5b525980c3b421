using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>A version of a playbook that its leads are asked to agree to.</summary>
/// <param name="To">The lead who reads it, an admin where a team has none, or who covers for a lead.</param>
/// <param name="Awaited">Who has not agreed yet, each with the team they speak for.</param>
/// <param name="Differences">From the version that holds, in sentences.</param>
public sealed record ProposedPlaybook(Playbook Playbook, PersonView? To, ImmutableArray<string> Awaited, ImmutableArray<string> Differences)
{
    /// <summary>The lead who is away and whom the reader covers for. Covering gives no right to agree.</summary>
    public PersonView? For { get; init; }
}

/// <summary>The messages by which a version of a playbook comes into force.</summary>
public static class AgreementCards
{
    private const int MostShown = 15;
    private const int Longest = 400;

    public static Card Asked(ProposedPlaybook proposed)
    {
        var name = Name(proposed.Playbook);
        var says = PingWords.Addressed(proposed.To).Then(
            new Inline.Strong(name), $" was changed. {Waits(proposed.Awaited)}");
        var more = proposed.Differences.Length - MostShown;
        return new(
            says,
            [
                new CardPart.Text(says),
                .. proposed.Differences.Take(MostShown).Select(one => new CardPart.Text($"• {Shortened.To(one, Longest)}")),
                .. more > 0 ? [new CardPart.Note($"And {Counted.Of(more, "more difference")}.")] : (CardPart[])[],
                .. Answering(proposed),
            ]);
    }

    /// <summary>Who covers for a lead is told, so that somebody knows what waits; the lead's word stays the lead's.</summary>
    private static CardPart[] Answering(ProposedPlaybook proposed) => proposed.For is { } lead
        ? [new CardPart.Note($"{PingWords.Covers(lead)} Only a lead agrees for the team: it waits for them, or for another lead whom organization.yml names.")]
        :
        [
            new CardPart.Buttons(
            [
                new("Agree", Press(Act.AgreeToPlaybook, proposed.Playbook), ButtonStyle.Primary),
                new("Not yet", Press(Act.NotYet, proposed.Playbook)),
            ]),
        ];

    /// <summary>Where the form that says what is wrong is drawn, its one input.</summary>
    public const string Why = "why";

    public static Form NotYet(string name, string carried, ImmutableDictionary<string, Input>? inputs = null, string? error = null, int drawing = 0) => new(
        new(FormKind.NotYet, Drawing: drawing, Text: carried),
        "Not yet",
        [
            new FormPart.Shown(new CardPart.Text($"New handoffs begin with “{Shortened.To(name, 60)}” as it was agreed last. Nothing is lost: the file stays as it is.")),
            new FormPart.TextField(
                Why, "What is wrong or missing?", "The playbook's owner and the other leads read this.", Required: true, Multiline: true, Handoffs.HandoffRules.LongestNote,
                (inputs?.GetValueOrDefault(Why) as Input.Typed)?.Text, error),
        ],
        "Say so");

    /// <summary>Which version a button is about; null when it carries none.</summary>
    public static (string Key, string Version)? Read(string? carried) => carried?.Split(' ') is [var key, var version] ? (key, version) : null;

    public static string Carried(string key, string version) => $"{key} {version}";

    /// <summary>To the leads and the playbook's owner.</summary>
    /// <param name="by">Who agreed; nobody where nobody had to after all.</param>
    public static string InForce(Playbook playbook, IReadOnlyList<string> by) =>
        $"{Name(playbook)} is in force as it was changed{(by.Count > 0 ? $": {Counted.And(by)} agreed" : "")}. New handoffs begin with it; those that are under way keep theirs.";

    /// <summary>For who was asked and is not any more, while others still are.</summary>
    public static Card Waiting(Playbook playbook, IReadOnlyList<string> agreed, IReadOnlyList<string> awaited) => Card.Says(agreed.Count > 0
        ? $"{Counted.And(agreed)} agreed to {Lower(playbook)} as it was changed. {Waits(awaited)}"
        : $"{Name(playbook)} was changed. {Waits(awaited)}");

    /// <summary>It was in force for a while.</summary>
    public static string Past(Playbook playbook, IReadOnlyList<string> by) =>
        $"{Name(playbook)} was in force as it was changed then{(by.Count > 0 ? $": {Counted.And(by)} agreed" : "")}. It has changed once more since.";

    public static string Over(Playbook playbook) => $"{Name(playbook)} has changed once more since you were asked: this version is not proposed any more.";

    public static string Refused(Playbook playbook, string who, string why) =>
        $"{who} does not agree to {Lower(playbook)} as it was changed: “{Shortened.To(why, 1000)}” Until all have agreed, new handoffs begin with what was agreed last.";

    private static string Waits(IReadOnlyList<string> awaited) =>
        $"New handoffs begin with it once {Counted.And(Counted.Few(awaited))} {(awaited.Count == 1 ? "has" : "have")} agreed; until then with what was agreed last.";

    private static string Name(Playbook playbook) => $"The playbook “{Shortened.To(playbook.Name, 24)}”";

    private static string Lower(Playbook playbook) => $"{char.ToLowerInvariant(Name(playbook)[0])}{Name(playbook)[1..]}";

    private static Press Press(Act act, Playbook playbook) => new(act, Text: Carried(playbook.Key, playbook.Version));
}
