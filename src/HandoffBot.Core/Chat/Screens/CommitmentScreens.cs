using System.Collections.Immutable;
using HandoffBot.Core.Clients;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>What became of a promise: why it was broken, its new day, or how a dispute about it is to end.</summary>
public static class CommitmentScreens
{
    /// <param name="inputs">What stands in the form that is redrawn.</param>
    /// <param name="errors">Sentences by input id.</param>
    public static Form Broken(
        Client client, Commitment commitment, int drawing = 0,
        ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null) => new(
        Token(FormKind.BreakPromise, commitment, drawing),
        "A broken promise",
        [ScreenParts.Says(About(client, commitment)), Why("Why was it not kept?", required: true, inputs, errors)],
        "It was broken");

    public static Form Moved(
        Client client, Commitment commitment, int drawing = 0,
        ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null) => new(
        Token(FormKind.MovePromise, commitment, drawing),
        "A new date",
        [
            ScreenParts.Says(About(client, commitment)),
            PromiseScreen.Day(null, inputs, errors),
            Why("Why, and who agreed to it?", required: true, inputs, errors),
        ],
        "Promise it");

    /// <param name="decides">The person may end the dispute alone.</param>
    public static Form Settled(
        Client client, Commitment commitment, bool decides, int drawing = 0,
        ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null) => new(
        Token(FormKind.SettlePromise, commitment, drawing),
        "A disputed promise",
        [
            ScreenParts.Says(About(client, commitment)),
            .. commitment.Dispute is { } dispute ? [new FormPart.Shown(new CardPart.LongText("Why it is disputed", dispute.Reason))] : (FormPart[])[],
            .. PromiseScreen.Words(commitment.Dispute?.Proposal?.Text ?? commitment.Text, inputs, errors),
            ScreenParts.Notes(decides
                ? $"You lead the team that handed {client.Subject.The} over: what you write here ends the dispute."
                : $"The other side is asked to agree; the lead of the team that handed {client.Subject.The} over may decide."),
        ],
        decides ? "Decide" : "Propose");

    /// <summary>“Five sites by Easter”, promised to Northwind, due 3 Nov 2026.</summary>
    private static Phrase About(Client client, Commitment commitment) => Phrase.Of(
        $"“{commitment.Text.What}”, promised to ", new Inline.Strong(Spoken.Client(client)), $", due {Promised.On(commitment.Text.Due)}.");

    /// <summary>What a team says that was asked whether a promise can be kept.</summary>
    internal static Form Asked(FormKind kind, Client client, Commitment commitment, int drawing, string submit, IEnumerable<FormPart> parts) => new(
        Token(kind, commitment, drawing),
        "Can we promise this?",
        [ScreenParts.Says(About(client, commitment)), .. parts],
        submit);

    internal static FormPart.TextField Why(string label, bool required, ImmutableDictionary<string, Input>? inputs, ImmutableDictionary<string, string>? errors) => new(
        PromiseScreen.Why, label, "It stays in the history", required, Multiline: true, CommitmentRules.LongestWhy,
        ScreenParts.Typed(inputs, PromiseScreen.Why), errors?.GetValueOrDefault(PromiseScreen.Why));

    private static FormToken Token(FormKind kind, Commitment commitment, int drawing) => new(kind, Drawing: drawing, Text: $"{commitment.Id.Value:N}");
}
