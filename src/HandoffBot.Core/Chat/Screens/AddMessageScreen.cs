using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>A message of the chat, and the questions where it is kept and as what.</summary>
public static class AddMessageScreen
{
    /// <summary>Input id; comes back as <see cref="AsEvidence"/> or <see cref="AsPromise"/>.</summary>
    public const string What = "what";

    /// <summary>Input id; comes back as a handoff or a client.</summary>
    public const string Where = "where";

    public const string AsEvidence = "evidence";
    public const string AsPromise = "promise";

    private const int MostShown = 300;

    // What else a message can become is one more of these.
    private static readonly ImmutableArray<Suggestion> Kinds =
    [
        new(AsEvidence, "Evidence", "Kept with the handoff, in Details"),
        new(AsPromise, "A promise to the client", "Goes on with its form"),
    ];

    /// <param name="id">The quote, as it is kept while its form is open.</param>
    /// <param name="author">Who wrote it.</param>
    /// <param name="likely">The handoff that it is probably about.</param>
    /// <param name="inputs">What stands in the form that is redrawn.</param>
    /// <param name="errors">Sentences by input id.</param>
    public static Form Draw(
        Quote quote, Guid id, string author, Suggestion? likely, int drawing = 0,
        ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null)
    {
        var where = inputs is null ? likely : inputs.GetValueOrDefault(Where) is Input.Selected chosen ? new Suggestion(chosen.Id, chosen.Label) : null;
        var what = inputs is null ? AsEvidence : (inputs.GetValueOrDefault(What) as Input.Selected)?.Id;
        return new(
            new(FormKind.AddMessage, Drawing: drawing, Text: $"{id:N}"),
            "Add to a handoff",
            [
                new FormPart.Shown(new CardPart.LongText($"{Shortened.To(author, 80)} wrote", Shortened.To(quote.Text.Trim(), MostShown))),
                new FormPart.OneOf(What, "What it is", null, Required: true, Kinds, what, errors?.GetValueOrDefault(What)),
                new FormPart.HandoffField(
                    Where, "Handoff", "Type a client's name or a reference. For a promise, a client will do", Required: true, where, errors?.GetValueOrDefault(Where)),
                .. Seen(quote),
            ],
            "Add");
    }

    private static IEnumerable<FormPart> Seen(Quote quote)
    {
        yield return quote.IsPrivate
            ? MessageParts.Private(" Add it only if both teams of the handoff may know what it says: its text, its author and a link are shown to all of them.")
            : ScreenParts.Notes("Both teams of the handoff see its text, its author and a link.");

        if (quote.Text.Trim().Length > Evidence.LongestText)
            yield return ScreenParts.Notes($"It is long: its first {Evidence.LongestText:#,##0} characters are kept.");
    }
}
