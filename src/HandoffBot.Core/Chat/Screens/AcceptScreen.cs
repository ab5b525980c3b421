using System.Collections.Immutable;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Taking a client over: the criteria, the owner, and the read-back where the playbook asks for it.</summary>
public static class AcceptScreen
{
    /// <summary>Input id of the criteria's boxes: <c>criteria-0</c>, <c>criteria-1</c>, …</summary>
    public const string Criteria = "criteria";
    public const string Owner = "owner";
    public const string ReadBack = "read_back";
    public const int ReadBackLength = 1000;

    /// <param name="acceptor">Preselected where nobody is proposed.</param>
    /// <param name="inputs">What stands in the form that is redrawn; it overrides the preselection.</param>
    /// <param name="errors">Sentences by input id.</param>
    /// <param name="says">What changed since the form was opened, where that stands in the way.</param>
    public static Form Draw(
        HandoffView view,
        PersonView acceptor,
        ImmutableDictionary<string, Input>? inputs = null,
        ImmutableDictionary<string, string>? errors = null,
        Phrase? says = null,
        int drawing = 0)
    {
        var handoff = view.Handoff;
        var parts = new List<FormPart>();
        if (says is not null)
            parts.Add(ScreenParts.Says(says));

        parts.Add(ScreenParts.Says(Phrase.Of("You take over ", new Inline.Strong(Spoken.Client(view)), $" from {Spoken.Sender(view)}.")));
        if (handoff.Playbook.Criteria.Count > 0)
        {
            parts.Add(ScreenParts.Says(Phrase.Of(new Inline.Strong("Tick what you have checked:"))));
            parts.Add(new FormPart.Criteria(Criteria, [.. handoff.Playbook.Criteria.Select(Ticked(inputs, errors))]));
        }

        parts.Add(new FormPart.PersonField(
            Owner, "Owner of the client from now on", Why(handoff), Required: true, Preselected(view, acceptor, inputs), Redraws: false, errors?.GetValueOrDefault(Owner)));
        if (handoff.Playbook.ReadBack)
        {
            parts.Add(new FormPart.TextField(
                ReadBack,
                "What does the client need next?",
                $"One sentence in your own words. It goes to {Spoken.Name(view, handoff.Sender)}.",
                Required: true,
                Multiline: true,
                ReadBackLength,
                ScreenParts.Typed(inputs, ReadBack),
                errors?.GetValueOrDefault(ReadBack)));
        }

        parts.AddRange(ScreenParts.Shown([new CardPart.Divider(), .. BriefBody.Parts(view)]));
        return new(
            new(FormKind.Accept, handoff.Number, Round: handoff.Round, Revision: handoff.Revision, Drawing: drawing),
            ScreenParts.Title($"Accept {handoff.Reference}"),
            [.. parts],
            "Accept");
    }

    /// <summary>Input id of one criterion.</summary>
    public static string CriterionId(int place) => $"{Criteria}-{place}";

    private static Func<string, int, Criterion> Ticked(ImmutableDictionary<string, Input>? inputs, ImmutableDictionary<string, string>? errors) =>
        (sentence, place) => new(
            sentence,
            inputs?.GetValueOrDefault(CriterionId(place)) is Input.Ticked { Yes: true },
            errors?.GetValueOrDefault(CriterionId(place)));

    private static string? Why(Handoff handoff) =>
        handoff.Proposal is { } proposal ? Shortened.To($"Proposed because {proposal.Why}", 150) : null;

    private static Suggestion? Preselected(HandoffView view, PersonView acceptor, ImmutableDictionary<string, Input>? inputs)
    {
        if (inputs is not null)
            return inputs.GetValueOrDefault(Owner) is Input.Selected chosen ? new(chosen.Id, chosen.Label) : null;

        var person = view.Handoff.Proposal is { } proposal && view.People.TryGetValue(proposal.Person, out var proposed) ? proposed : acceptor;
        return new(SuggestionId.Of(person.Id), person.Name);
    }
}
