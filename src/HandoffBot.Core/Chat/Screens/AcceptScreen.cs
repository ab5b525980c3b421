using System.Collections.Immutable;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Taking a client over: the criteria, the promises, the owner, and the read-back where the playbook asks for it.</summary>
public static class AcceptScreen
{
    /// <summary>Input id of the criteria's boxes: <c>criteria-0</c>, <c>criteria-1</c>, …</summary>
    public const string Criteria = "criteria";
    public const string Owner = "owner";
    public const string ReadBack = "read_back";
    public const int ReadBackLength = 1000;

    /// <summary>Choice of a promise's input: it is taken on.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>Choice of a promise's input: it is not.</summary>
    public const string Dispute = "dispute";

    private static readonly ImmutableArray<Suggestion> Answers =
        [new(Acknowledge, "Acknowledge: we keep it"), new(Dispute, "Dispute: say why below")];

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

        parts.AddRange(Exceptions(view));
        parts.AddRange(Promises(view, inputs, errors));
        parts.Add(new FormPart.PersonField(
            Owner, $"Owner of {Spoken.The(view)} from now on", Why(handoff), Required: true, Preselected(view, acceptor, inputs), Redraws: false, errors?.GetValueOrDefault(Owner)));
        if (handoff.Playbook.ReadBack)
        {
            parts.Add(new FormPart.TextField(
                ReadBack,
                $"What does {Spoken.The(view)} need next?",
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

    /// <summary>Input id of what is said to one promise: <see cref="Acknowledge"/> or <see cref="Dispute"/>.</summary>
    public static string PromiseId(CommitmentId commitment) => $"promise-{commitment.Value:N}";

    /// <summary>Input id of why it is disputed.</summary>
    public static string ReasonId(CommitmentId commitment) => $"dispute-{commitment.Value:N}";

    /// <summary>What a form that came back says to each promise; one of which it says nothing is left out.</summary>
    public static ImmutableArray<CommitmentReply> Replies(Handoff handoff, ImmutableDictionary<string, Input> inputs) =>
    [
        .. from one in handoff.Commitments
           where one.IsRunning
           let said = (inputs.GetValueOrDefault(PromiseId(one.Id)) as Input.Selected)?.Id
           where said is Acknowledge or Dispute
           select new CommitmentReply(one.Id, said == Dispute ? ScreenParts.Typed(inputs, ReasonId(one.Id)) ?? "" : null),
    ];

    /// <summary>Without what was said to promises that have changed since: it was said to other words.</summary>
    public static ImmutableDictionary<string, Input> StillValid(Handoff handoff, int revision, ImmutableDictionary<string, Input> inputs) =>
        inputs.RemoveRange(handoff.CommitmentsChangedSince(revision).SelectMany(id => new[] { PromiseId(id), ReasonId(id) }));

    /// <summary>Whoever accepts approves every one, and reads so.</summary>
    private static IEnumerable<FormPart> Exceptions(HandoffView view)
    {
        var open = view.Handoff.OpenExceptions;
        if (open.IsEmpty)
            yield break;

        yield return ScreenParts.Says(Phrase.Of(new Inline.Strong(open.Length == 1
            ? "By accepting you approve that this stays open:"
            : $"By accepting you approve that these {open.Length} answers stay open:")));
        foreach (var one in open.Take(Excepted.MostOnForm))
            yield return ScreenParts.Says(Excepted.Line(view, one, ExceptionRecord.LongestReason));

        string[] others = [.. open.Skip(Excepted.MostOnForm).Select(one => Excepted.Term(view.Handoff, one))];
        if (others.Length > 0)
            yield return ScreenParts.Says($"And {Counted.And(Counted.Few(others))}. Details on the brief shows all of them in full.");

        yield return ScreenParts.Notes($"You do not approve {(open.Length == 1 ? "it" : "one of them")}? Close this and press Reject: there it is chosen already.");
    }

    private static IEnumerable<FormPart> Promises(
        HandoffView view, ImmutableDictionary<string, Input>? inputs, ImmutableDictionary<string, string>? errors)
    {
        var running = view.Handoff.Commitments.Where(one => one.IsRunning).ToList();
        if (running.Count == 0)
            yield break;

        yield return ScreenParts.Says(Phrase.Of(new Inline.Strong(view.Handoff.Subject.IsClient ? "Answer what was promised to the client:" : "Answer what was promised:")));
        foreach (var one in running)
        {
            var (said, why) = (PromiseId(one.Id), ReasonId(one.Id));
            if (Promised.Opening(one) is { } link)
                yield return ScreenParts.Notes(Phrase.Of($"{Promised.Quoted(one.Text.What)} was said in a message: ", link));

            yield return new FormPart.OneOf(
                said, Promised.Titled(view, one, PromiseText.LongestWhat), Hint: null, Required: true, Answers,
                (inputs?.GetValueOrDefault(said) as Input.Selected)?.Id, errors?.GetValueOrDefault(said));
            yield return new FormPart.TextField(
                why, $"Why, if you dispute “{Shortened.To(one.Text.What.ReplaceLineEndings(" "), 60)}”", $"It then stays with {Spoken.Name(view, view.Handoff.Sender)}, who reads this.", Required: false, Multiline: false,
                Clients.Dispute.LongestReason, ScreenParts.Typed(inputs, why), errors?.GetValueOrDefault(why));
        }
    }

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
